package dev.leadline.simulator.bulk;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes apart the one multipart form that the API knows: a job and its CSV in one body. */
final class Multipart {
  private static final Pattern BOUNDARY =
      Pattern.compile("boundary=(?:\"([^\"]{1,200})\"|([^;\\s]{1,200}))", Pattern.CASE_INSENSITIVE);
  private static final Pattern NAME =
      Pattern.compile("name=(?:\"([^\"]*)\"|([^;\\s]*))", Pattern.CASE_INSENSITIVE);

  private Multipart() {}

  /** The parts by name. */
  static Map<String, byte[]> parts(String contentType, byte[] body) {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw bad("no boundary in the content type");
    }
    String mark = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
    // One character for each byte, so that places in the text are places in the body.
    String text = new String(body, StandardCharsets.ISO_8859_1);
    Map<String, byte[]> parts = new HashMap<>();
    int at = text.indexOf("--" + mark);
    while (at >= 0) {
      int start = at + mark.length() + 2;
      if (text.startsWith("--", start)) {
        return parts;
      }
      at = text.indexOf("--" + mark, start);
      if (at >= 0) {
        part(parts, text.substring(start, at));
      }
    }
    throw bad("the last boundary is missing");
  }

  private static void part(Map<String, byte[]> parts, String text) {
    String part =
        text.startsWith("\r\n") ? text.substring(2) : text.substring(Math.min(1, text.length()));
    int end = part.indexOf("\r\n\r\n");
    int skip = 4;
    if (end < 0) {
      end = part.indexOf("\n\n");
      skip = 2;
    }
    Matcher name = NAME.matcher(end < 0 ? "" : disposition(part.substring(0, end)));
    if (!name.find()) {
      throw bad("a part has no name");
    }
    String content = part.substring(end + skip);
    // The line end before a boundary belongs to the boundary.
    content =
        content.endsWith("\r\n")
            ? content.substring(0, content.length() - 2)
            : content.endsWith("\n") ? content.substring(0, content.length() - 1) : content;
    String key = name.group(1) == null ? name.group(2) : name.group(1);
    parts.put(key, content.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String disposition(String headers) {
    for (String header : headers.split("\r?\n", -1)) {
      if (header.regionMatches(true, 0, "content-disposition:", 0, 20)) {
        return header.replaceAll("(?i)filename=(\"[^\"]*\"|[^;\\s]*)", "");
      }
    }
    return "";
  }

  private static BulkError bad(String why) {
    return new BulkError(400, "INVALID_MULTIPART_REQUEST", "Malformed multipart request: " + why);
  }
}
