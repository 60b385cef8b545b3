package dev.leadline.simulator.soql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Answers a {@link Sosl.Search}: one list of rows per object asked for, in the order of RETURNING.
 */
public final class Searching {
  /** What is searched when the search does not say. */
  private static final List<String> USUAL =
      List.of("Account", "Contact", "Lead", "Opportunity", "Campaign", "User");

  private Searching() {}

  /** Runs the search as the view's user. */
  public static List<Answer.Rows> run(View view, Sosl.Search search) {
    SearchTerm term = new SearchTerm(search.find());
    List<Answer.Rows> answers = new ArrayList<>();
    Set<String> objects = new HashSet<>();
    long left = search.limit();
    for (Query query : search.returning().isEmpty() ? usual(view) : search.returning()) {
      Plan plan = Plan.of(view, query);
      if (!objects.add(plan.shape().name())) {
        throw SoqlError.malformed("duplicate object in RETURNING: " + plan.shape().name());
      }
      List<Row> rows = plan.found(term.over(plan.shape(), search.group())).limit(left).toList();
      left -= rows.size();
      answers.add(new Answer.Rows(plan.columns(), rows, false));
    }
    return answers;
  }

  private static List<Query> usual(View view) {
    List<Query> queries = new ArrayList<>();
    for (String object : USUAL) {
      if (view.shape(object) != null) {
        queries.add(
            Query.plain(
                "",
                List.of(new Query.Value(new Operand.Path("Id", 0), null)),
                new Query.From(object, 0),
                null,
                List.of(),
                null,
                0));
      }
    }
    return queries;
  }
}
