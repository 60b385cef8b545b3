package dev.leadline.outbox;

/**
 * Word that a prospect has changed and a courier has to tell the other side.
 *
 * @param attempts how often it was tried before
 */
public record Message(long id, int unit, long prospect, Lane lane, int attempts) {}
