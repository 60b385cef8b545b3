package dev.leadline.simulator.page;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.FieldType;
import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.Row;
import dev.leadline.simulator.wire.Html;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** The start page and the lists of records. */
final class ListPage {

  private static final int PER_PAGE = 50;
  private static final List<String> COLUMNS =
      List.of(
          "Name",
          "Label",
          "MasterLabel",
          "Subject",
          "Title",
          "Company",
          "AccountId",
          "Email",
          "Phone",
          "Username",
          "Status",
          "StageName",
          "Amount",
          "CloseDate",
          "Type",
          "IsConverted",
          "OwnerId",
          "LastModifiedDate");

  private ListPage() {}

  static String start(View view, long calls) {
    Org org = view.org();
    StringBuilder tiles = new StringBuilder("<ul class=\"tiles\">");
    org.schema().objects().stream()
        .sorted(Comparator.comparingInt(View::rank).thenComparing(ObjectType::name))
        .forEach(type ->
            tiles.append(
                "<li><a href=\"/o/%s\"><b>%d</b>%s</a></li>"
                    .formatted(
                        Html.text(type.name()),
                        org.table(type).size(),
                        Html.text(type.labelPlural()))));
    tiles.append("</ul>");
    String intro =
        "<p>The org's time is <strong>%s</strong>. Programs have made <a href=\"/calls\">%d API calls</a>.</p>"
            .formatted(Html.text(org.clock().second()), calls);
    return view.page("Records", intro + tiles);
  }

  static String list(View view, ObjectType type, String search, int page) {
    List<Field> columns = columns(type);
    String wanted = search.strip().toLowerCase(Locale.ROOT);
    List<Row> rows =
        view.org().table(type).all().reversed().stream()
            .filter(row -> wanted.isEmpty() || found(view, row, wanted))
            .skip((long) page * PER_PAGE)
            .limit(PER_PAGE + 1L)
            .toList();
    StringBuilder html = new StringBuilder();
    html.append(
        "<form class=\"actions\" role=\"search\" action=\"/o/%1$s\"><label>Search <input type=\"search\" name=\"q\" value=\"%2$s\"></label><button class=\"quiet\">Search</button><a class=\"button\" href=\"/o/%1$s/new\">New %3$s</a></form>"
            .formatted(Html.text(type.name()), Html.text(search), Html.text(type.label())));
    html.append("<div class=\"scroll\"><table><thead><tr>");
    columns.forEach(field ->
        html.append("<th scope=\"col\">").append(Html.text(field.label())).append("</th>"));
    html.append("</tr></thead><tbody>");
    rows.stream().limit(PER_PAGE).forEach(row -> html.append(line(view, row, columns)));
    html.append("</tbody></table></div>");
    if (rows.isEmpty()) {
      html.append("<p class=\"quiet\">Nothing here")
          .append(wanted.isEmpty() ? " yet." : " by that name.")
          .append("</p>");
    }
    return view.page(type.labelPlural(), html + pager(type, search, page, rows.size() > PER_PAGE));
  }

  private static String pager(ObjectType type, String search, int page, boolean more) {
    String link =
        "<a class=\"button quiet\" href=\"/o/"
            + Html.text(type.name())
            + "?q="
            + URLEncoder.encode(search, StandardCharsets.UTF_8)
            + "&amp;page=";
    return "<p class=\"actions\">"
        + (page > 0 ? link + (page - 1) + "\">Newer</a>" : "")
        + (more ? link + (page + 1) + "\">Older</a>" : "")
        + "</p>";
  }

  private static String line(View view, Row row, List<Field> columns) {
    StringBuilder html = new StringBuilder("<tr>");
    for (int i = 0; i < columns.size(); i++) {
      html.append("<td>");
      if (i == 0) {
        Object name = view.org().value(row, columns.getFirst());
        html.append(
            "<a href=\"/r/%s\">%s</a>"
                .formatted(Html.text(row.id()), Html.text(name == null ? row.id() : name)));
        html.append(row.isDeleted() ? " <span class=\"bad\">in the recycle bin</span>" : "");
      } else {
        html.append(view.value(row, columns.get(i)));
      }
      html.append("</td>");
    }
    return html.append("</tr>").toString();
  }

  private static boolean found(View view, Row row, String wanted) {
    return Stream.of("Name", "Email", "Company", "Username", "Subject", "Id", "Phone")
        .map(row.type()::field)
        .filter(Objects::nonNull)
        .map(field -> view.org().value(row, field))
        .filter(Objects::nonNull)
        .anyMatch(value -> value.toString().toLowerCase(Locale.ROOT).contains(wanted));
  }

  private static List<Field> columns(ObjectType type) {
    List<Field> columns = new ArrayList<>();
    for (String name : COLUMNS) {
      Field field = type.field(name);
      if (field != null && field.type() != FieldType.ADDRESS && columns.size() < 8) {
        columns.add(field);
      }
    }
    return columns.isEmpty() ? type.fields().subList(0, 1) : columns;
  }
}
