package dev.leadline.simulator.metadata;

/**
 * A lookup seen from the parent: the children's object, the field that points here, the way down.
 */
public record ChildLink(ObjectType child, Field field, String relationshipName) {}
