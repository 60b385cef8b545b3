package dev.leadline.simulator.control;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.Actor;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.SaveResult;
import dev.leadline.simulator.org.Transaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fills an object from a CSV file whose header names its fields; fields that the org fills itself
 * may be given.
 */
final class Seeding {

  private static final int PER_COMMIT = 2_000;
  private static final int MOST_ERRORS_TOLD = 100;
  private final Org org;
  private final Records records;

  Seeding(Org org, Records records) {
    this.org = org;
    this.records = records;
  }

  Object seed(Ask ask) {
    ObjectType type = records.type(ask);
    Actor actor = Actor.seed(records.actor(ask).userId());
    List<Object> errors = new ArrayList<>();
    int saved = 0;
    try (CsvReader<NamedCsvRecord> lines =
        CsvReader.builder().ofNamedCsvRecord(ask.needText("csv"))) {
      List<NamedCsvRecord> chunk = new ArrayList<>();
      for (NamedCsvRecord line : lines) {
        chunk.add(line);
        if (chunk.size() == PER_COMMIT) {
          saved += save(actor, type, chunk, errors);
          chunk.clear();
        }
      }
      saved += save(actor, type, chunk, errors);
    } catch (CsvParseException e) {
      throw new Wrong(400, "the CSV cannot be read: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("saved", saved);
    told.put("errors", errors);
    return told;
  }

  private int save(Actor actor, ObjectType type, List<NamedCsvRecord> chunk, List<Object> errors) {
    int saved = 0;
    try (Transaction tx = org.begin(actor)) {
      for (NamedCsvRecord line : chunk) {
        Map<String, String> values = new LinkedHashMap<>(line.getFieldsAsMap());
        values.values().removeIf(String::isEmpty);
        SaveResult result = tx.insert(type, values);
        if (result.success()) {
          saved++;
        } else if (errors.size() < MOST_ERRORS_TOLD) {
          errors.add(
              Map.of(
                  "line",
                  line.getStartingLineNumber(),
                  "error",
                  result.errors().getFirst().code() + ": " + result.errors().getFirst().message()));
        }
      }
      tx.commit();
    }
    return saved;
  }
}
