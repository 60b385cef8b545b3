package dev.leadline.server.admin.field;

import dev.leadline.server.wiring.Hub;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages for fields. */
@Configuration(proxyBeanMethods = false)
public class FieldStage {
  @Bean
  FieldPages fieldPages(Hub hub) {
    return new FieldPages(hub.fields());
  }
}
