package dev.leadline.simulator.metadata;

/** One entry of a picklist. */
public record PicklistValue(String value, boolean isDefault) {}
