package dev.leadline.salesforce;

import dev.leadline.connector.Remote.Found;
import dev.leadline.connector.Remote.Search;
import dev.leadline.salesforce.ApiUse.Call;
import dev.leadline.salesforce.Wire.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Looks records up by id or email: up to five queries in one composite call.
 *
 * <p>Among several records with one email the winner is: of the type that comes first in the
 * search; then the one modified last; then the one with the lowest id. Converted leads and deleted
 * records never win.
 */
final class FindRecords {
  private static final int QUERIES_PER_CALL = 5;
  private static final int PER_QUERY = 200;

  private final Wire wire;

  FindRecords(Wire wire) {
    this.wire = wire;
  }

  /** One query, and where its rows belong. */
  private record Query(String type, boolean byEmail, String path) {}

  /** What the queries brought. */
  private static final class Answers {
    final Map<String, Found> byId = new HashMap<>();
    final Map<String, Map<String, Found>> byEmail = new HashMap<>();
  }

  List<Optional<Found>> find(List<Search> searches, Map<String, List<String>> fields) {
    List<Query> queries = queries(searches, fields);
    Answers answers = new Answers();
    for (int from = 0; from < queries.size(); from += QUERIES_PER_CALL) {
      List<Query> some = queries.subList(from, Math.min(from + QUERIES_PER_CALL, queries.size()));
      ask(some, fields, answers);
    }
    return searches.stream().map(search -> Optional.ofNullable(answer(search, answers))).toList();
  }

  private List<Query> queries(List<Search> searches, Map<String, List<String>> fields) {
    Map<String, Set<String>> ids = new LinkedHashMap<>();
    Map<String, Set<String>> emails = new LinkedHashMap<>();
    for (Search search : searches) {
      switch (search) {
        case Search.ById(String type, String id) ->
            ids.computeIfAbsent(type, each -> new LinkedHashSet<>()).add(id);
        case Search.ByEmail(String email, List<String> types) ->
            types.forEach(type ->
                emails.computeIfAbsent(type, each -> new LinkedHashSet<>()).add(normal(email)));
      }
    }
    List<Query> queries = new ArrayList<>();
    emails.forEach((type, some) -> addByEmail(type, some, fields, queries));
    ids.forEach((type, some) -> addById(type, some, fields, queries));
    return queries;
  }

  /** A type of which no field is synced is not looked at. */
  private void addByEmail(
      String type, Set<String> emails, Map<String, List<String>> fields, List<Query> queries) {
    List<String> wanted = fields.get(type);
    if (wanted == null) {
      return;
    }
    for (List<String> chunk : chunks(emails)) {
      String query =
          "SELECT Email, %s FROM %s WHERE Email%s%s ORDER BY SystemModstamp DESC, Id ASC"
              .formatted(
                  Rows.columns(type, wanted.stream().filter(f -> !f.equals("Email")).toList()),
                  type,
                  Soql.in(chunk),
                  type.equals("Lead") ? " AND IsConverted = false" : "");
      queries.add(new Query(type, true, wire.data("/query" + Soql.asParameter(query))));
    }
  }

  private void addById(
      String type, Set<String> ids, Map<String, List<String>> fields, List<Query> queries) {
    for (List<String> chunk : chunks(ids)) {
      String query =
          "SELECT %s FROM %s WHERE Id%s"
              .formatted(
                  Rows.columns(type, fields.getOrDefault(type, List.of())), type, Soql.in(chunk));
      queries.add(new Query(type, false, wire.data("/queryAll" + Soql.asParameter(query))));
    }
  }

  private void ask(List<Query> queries, Map<String, List<String>> fields, Answers answers) {
    List<Part> parts = queries.stream().map(query -> new Part("GET", query.path(), null)).toList();
    JsonNode results = wire.composite(Call.FIND, parts);
    for (int i = 0; i < queries.size(); i++) {
      Query query = queries.get(i);
      List<String> wanted = fields.getOrDefault(query.type(), List.of());
      for (JsonNode row : Replies.allRows(wire, results.path(i))) {
        take(query, row, wanted, answers);
      }
    }
  }

  private static void take(Query query, JsonNode row, List<String> fields, Answers answers) {
    Found found = Rows.found(query.type(), row, fields);
    if (query.byEmail()) {
      answers
          .byEmail
          .computeIfAbsent(query.type(), type -> new HashMap<>())
          .putIfAbsent(normal(row.path("Email").asString("")), found);
    } else {
      answers.byId.put(found.id(), found);
    }
  }

  private static @Nullable Found answer(Search search, Answers answers) {
    return switch (search) {
      case Search.ById(String _, String id) -> answers.byId.get(id);
      case Search.ByEmail(String email, List<String> types) -> {
        for (String type : types) {
          Found found = answers.byEmail.getOrDefault(type, Map.of()).get(normal(email));
          if (found != null) {
            yield found;
          }
        }
        yield null;
      }
    };
  }

  private static String normal(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }

  private static List<List<String>> chunks(Collection<String> all) {
    List<String> list = List.copyOf(all);
    List<List<String>> chunks = new ArrayList<>();
    for (int from = 0; from < list.size(); from += PER_QUERY) {
      chunks.add(list.subList(from, Math.min(from + PER_QUERY, list.size())));
    }
    return chunks;
  }
}
