package dev.leadline.server.admin.rule;

/** One of those a person may choose. */
public record Option(String value, String label) {}
