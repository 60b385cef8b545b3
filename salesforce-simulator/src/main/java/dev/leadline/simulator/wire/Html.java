package dev.leadline.simulator.wire;

import org.jspecify.annotations.Nullable;

/** Text made safe to stand in HTML, as content or within a quoted attribute. */
public final class Html {

  private Html() {}

  public static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    StringBuilder safe = new StringBuilder();
    for (char c : value.toString().toCharArray()) {
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }
}
