package dev.leadline.server.start;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.ViewResolver;

/** The pages and how they are written. */
@Configuration(proxyBeanMethods = false)
class PageStage {

  /** The templates were made into classes by the build. */
  @Bean
  TemplateEngine templates() {
    return TemplateEngine.createPrecompiled(ContentType.Html);
  }

  /** {@code "prospect/list"} is {@code src/main/jte/prospect/list.jte}. */
  @Bean
  ViewResolver pages(TemplateEngine templates) {
    return new Pages(templates);
  }
}
