package dev.leadline.server.start;

import dev.leadline.server.configuration.Settings;
import dev.leadline.server.segment.SegmentCounts;
import dev.leadline.server.segment.SegmentDoor;
import dev.leadline.server.wiring.Hub;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The hot door for Segment's calls. */
@Configuration(proxyBeanMethods = false)
class SegmentStage {

  @Bean
  SegmentCounts segmentCounts() {
    return new SegmentCounts();
  }

  @Bean
  ServletRegistrationBean<SegmentDoor> segmentDoor(
      Hub hub, Settings settings, SegmentCounts counts) {
    ServletRegistrationBean<SegmentDoor> registration =
        new ServletRegistrationBean<>(
            new SegmentDoor(hub.ingest(), hub.sources(), settings.segment(), counts, hub.clock()),
            "/v1/*");
    registration.setName("segment");
    registration.setLoadOnStartup(1);
    return registration;
  }
}
