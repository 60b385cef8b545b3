package dev.leadline.unit;

/** A place that Segment calls come from, known by its write key. */
public record Source(int id, int unit, String name, String writeKey, boolean enabled) {}
