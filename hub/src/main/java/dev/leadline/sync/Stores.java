package dev.leadline.sync;

/** The stores of the sync itself. */
public record Stores(
    Connectors connectors, Mappings mappings, Links links, Cursors cursors, SyncErrors errors) {}
