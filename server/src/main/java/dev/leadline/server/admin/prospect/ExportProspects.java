package dev.leadline.server.admin.prospect;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.leadline.prospect.Fields;
import dev.leadline.prospect.Place;
import dev.leadline.prospect.Prospect;
import dev.leadline.prospect.ProspectSearch;
import dev.leadline.prospect.ProspectSearch.Page;
import dev.leadline.prospect.Sort;
import dev.leadline.prospect.Wanted;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes a list of prospects as CSV, a page at a time, however long it is. */
public final class ExportProspects {
  private static final int PAGE = 500;

  /** What a spreadsheet would take for a formula; a phone number is none. */
  private static final Pattern FORMULA =
      Pattern.compile("[=@\\t\\r].*|[+-](?![\\d\\s()./-]*$).*", Pattern.DOTALL);

  private final ProspectSearch search;
  private final Fields fields;

  public ExportProspects(ProspectSearch search, Fields fields) {
    this.search = search;
    this.fields = fields;
  }

  void write(int unit, Wanted wanted, Sort sort, boolean descending, Names names, Writer out)
      throws IOException {
    CsvWriter csv = CsvWriter.builder().build(out);
    List<String> columns = List.copyOf(fields.of(unit).keySet());
    csv.writeRecord(head(columns));
    Optional<Place> from = Optional.empty();
    do {
      Page page = search.page(wanted, sort, descending, from, PAGE);
      for (Prospect prospect : page.rows()) {
        csv.writeRecord(row(prospect, columns, names));
      }
      out.flush();
      from = page.after();
    } while (from.isPresent());
    csv.flush();
  }

  private static List<String> head(List<String> columns) {
    List<String> head = new ArrayList<>();
    head.add("id");
    head.addAll(columns);
    head.addAll(List.of("score", "tags", "assigned_to", "created_at", "updated_at", "archived_at"));
    return head;
  }

  private static List<String> row(Prospect prospect, List<String> columns, Names names) {
    List<String> row = new ArrayList<>();
    row.add(Long.toString(prospect.id()));
    columns.forEach(column -> row.add(harmless(prospect.field(column))));
    row.add(Integer.toString(prospect.score()));
    row.add(harmless(String.join(";", prospect.tags())));
    row.add(harmless(names.user(prospect.owner())));
    row.add(prospect.createdAt().toString());
    row.add(prospect.updatedAt().toString());
    row.add(prospect.archivedAt() == null ? "" : prospect.archivedAt().toString());
    return row;
  }

  /** A quote before it makes a spreadsheet show a formula instead of following it. */
  static String harmless(String value) {
    return FORMULA.matcher(value).matches() ? "'" + value : value;
  }
}
