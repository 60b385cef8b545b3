package dev.leadline.simulator.wire;

import java.io.OutputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/**
 * Reads and writes JSON as trees of {@code Map}, {@code List}, String, Number, Boolean and null.
 */
public final class Json {

  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'", Locale.ROOT);
  private static final int MAX_DEPTH = 100;

  /** What the parser tells of itself. */
  private static final Pattern OF_THE_PARSER =
      Pattern.compile(" ?\\(start marker at (?:[^()]|\\([^()]*\\))*\\)|, from `[^`]*`");

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(400)
                  .maxStringLength(50_000_000)
                  .build())
          .build();

  private Json() {}

  /** Reads one JSON value. Throws {@link BadJson} with the place of the fault. */
  public static @Nullable Object read(byte[] utf8) {
    try (JsonParser in =
        FACTORY.createParser(ObjectReadContext.empty(), new String(utf8, StandardCharsets.UTF_8))) {
      if (in.nextToken() == null) {
        throw new BadJson("No content to map to Object due to end of input");
      }
      Object value = value(in);
      if (in.nextToken() != null) {
        throw new BadJson("Unexpected content after the value" + place(in.currentTokenLocation()));
      }
      return value;
    } catch (JacksonException e) {
      String message = OF_THE_PARSER.matcher(e.getOriginalMessage()).replaceAll("");
      throw new BadJson(message + place(e.getLocation()));
    }
  }

  /** Reads a JSON object. */
  public static Map<String, @Nullable Object> readObject(byte[] utf8) {
    if (read(utf8) instanceof Map<?, ?> map) {
      return object(map);
    }
    throw new BadJson("The request body must be a JSON object at [line:1, column:1]");
  }

  /** A map from a tree, seen with its true types. */
  @SuppressWarnings("unchecked") // trees made here have only string keys
  public static Map<String, @Nullable Object> object(Map<?, ?> map) {
    return (Map<String, @Nullable Object>) map;
  }

  /** The compact text of a tree. */
  public static String text(@Nullable Object tree) {
    StringWriter text = new StringWriter();
    write(tree, text, false);
    return text.toString();
  }

  /** Writes a tree as UTF-8; indented with {@code " : "} when pretty. The stream stays open. */
  public static void write(@Nullable Object tree, OutputStream out, boolean pretty) {
    Writer writer = new java.io.OutputStreamWriter(out, StandardCharsets.UTF_8);
    write(tree, writer, pretty);
  }

  private static void write(@Nullable Object tree, Writer out, boolean pretty) {
    JsonGenerator json =
        FACTORY.createGenerator(pretty ? new Indented() : ObjectWriteContext.empty(), out);
    write(tree, json);
    json.flush();
  }

  /** Writes a tree into JSON that is being written. */
  public static void write(@Nullable Object tree, JsonGenerator out) {
    switch (tree) {
      case null -> out.writeNull();
      case String text -> out.writeString(text);
      case Boolean yes -> out.writeBoolean(yes);
      case Integer number -> out.writeNumber(number);
      case Long number -> out.writeNumber(number);
      case Double number -> out.writeNumber(number);
      case Streamed part -> part.writeTo(out);
      case Map<?, ?> map -> {
        out.writeStartObject();
        map.forEach((name, value) -> {
          out.writeName(String.valueOf(name));
          write(value, out);
        });
        out.writeEndObject();
      }
      case Iterable<?> list -> {
        out.writeStartArray();
        list.forEach(value -> write(value, out));
        out.writeEndArray();
      }
      default -> writeScalar(tree, out);
    }
  }

  private static void writeScalar(Object value, JsonGenerator out) {
    switch (value) {
      case Instant at -> out.writeString(DATE_TIME.format(at));
      case LocalDate day -> out.writeString(day.toString());
      case LocalTime time -> out.writeString(TIME.format(time));
      case Number number -> out.writeNumber(number.toString());
      default -> out.writeString(value.toString());
    }
  }

  /** A datetime as the API writes it. */
  public static String dateTime(Instant at) {
    return DATE_TIME.format(at);
  }

  private static @Nullable Object value(JsonParser in) {
    return switch (in.currentToken()) {
      case START_OBJECT -> map(in);
      case START_ARRAY -> list(in);
      case VALUE_STRING -> in.getString();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> in.getNumberValue();
      case VALUE_NUMBER_FLOAT -> in.getDecimalValue();
      case VALUE_NULL -> null;
      case null, default ->
          throw new BadJson("Unexpected token" + place(in.currentTokenLocation()));
    };
  }

  private static Map<String, @Nullable Object> map(JsonParser in) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      map.put(name, value(in));
    }
    return map;
  }

  private static List<@Nullable Object> list(JsonParser in) {
    List<@Nullable Object> list = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(in));
    }
    return list;
  }

  private static String place(@Nullable TokenStreamLocation at) {
    return at == null ? "" : " at [line:" + at.getLineNr() + ", column:" + at.getColumnNr() + "]";
  }

  private static final class Indented extends ObjectWriteContext.Base {
    @Override
    public PrettyPrinter getPrettyPrinter() {
      return new DefaultPrettyPrinter(
          Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.BOTH));
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }
  }
}
