package dev.leadline.campaign;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A campaign of the CRM.
 *
 * @param remoteId its id in the CRM; null: it is known to us only
 * @param statuses that a member may have, never empty; the first is the default
 * @param active whether more members may join
 */
public record Campaign(
    long id,
    int unit,
    String name,
    @Nullable String remoteId,
    List<String> statuses,
    boolean active) {

  /** The campaign's own spelling of a status, if it offers it. */
  public Optional<String> status(String wanted) {
    String text = wanted.strip();
    return statuses.stream().filter(status -> status.equalsIgnoreCase(text)).findFirst();
  }
}
