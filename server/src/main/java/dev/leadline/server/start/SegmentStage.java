package dev.leadline.server.start;

import org.springframework.context.annotation.Configuration;

/** The hot door for Segment's calls. */
@Configuration(proxyBeanMethods = false)
class SegmentStage {}
