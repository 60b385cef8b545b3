package dev.leadline.server.admin;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * A word about what was just done, shown once on the next page.
 *
 * @param kind the colour: success, warning or danger
 * @param undo what takes it back, if anything does
 */
public record Flash(String kind, String text, @Nullable Undo undo) implements Serializable {
  /** The name under which the next page finds it. */
  static final String NAME = "flash";

  /** A button that posts to an address. */
  public record Undo(String label, String address) implements Serializable {}

  public static Flash done(String text) {
    return new Flash("success", text, null);
  }

  public static Flash warning(String text) {
    return new Flash("warning", text, null);
  }

  public static Flash failed(String text) {
    return new Flash("danger", text, null);
  }

  public Flash with(Undo button) {
    return new Flash(kind, text, button);
  }

  /** Keeps it for the page that the browser is sent to. */
  public void on(RedirectAttributes redirect) {
    redirect.addFlashAttribute(NAME, this);
  }
}
