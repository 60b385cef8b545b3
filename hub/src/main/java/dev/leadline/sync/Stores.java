package dev.leadline.sync;

import dev.leadline.connector.Connectors;
import dev.leadline.connector.Mappings;
import dev.leadline.link.Cursors;
import dev.leadline.link.Links;
import dev.leadline.link.SyncErrors;

/** The stores of the sync itself. */
public record Stores(
    Connectors connectors, Mappings mappings, Links links, Cursors cursors, SyncErrors errors) {}
