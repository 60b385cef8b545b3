package dev.leadline.db;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;

/** What a database holds, told from its system catalogs in sorted lines that compare. */
record Catalog(NavigableSet<String> lines) {

  private static final String OURS =
      """
       NOT IN (SELECT objid FROM pg_depend WHERE deptype = 'e')
      """;

  private static final List<String> QUERIES =
      List.of(
          """
          SELECT 'extension ' || extname FROM pg_extension WHERE extname <> 'plpgsql'
          """,
          """
          SELECT concat_ws(' ',
                   CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' ELSE 'table' END,
                   c.relname,
                   CASE c.relpersistence WHEN 'u' THEN 'unlogged' END,
                   'partition by ' || pg_get_partkeydef(c.oid),
                   'partition ' || pg_get_expr(c.relpartbound, c.oid),
                   'with ' || c.reloptions::text,
                   CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END)
            FROM pg_class c
           WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
             AND c.oid\
          """
              + OURS,
          """
          SELECT concat_ws(' ', 'column', c.relname || '.' || a.attname,
                   format_type(a.atttypid, a.atttypmod),
                   CASE WHEN a.attcollation NOT IN (0, 100) THEN 'collate ' || a.attcollation::regcollation END,
                   CASE WHEN a.attnotnull THEN 'not null' ELSE 'null' END,
                   CASE a.attidentity WHEN 'a' THEN 'identity always' WHEN 'd' THEN 'identity by default' END,
                   CASE a.attgenerated WHEN 's' THEN 'stored' WHEN 'v' THEN 'virtual' END,
                   'default ' || pg_get_expr(d.adbin, d.adrelid))
            FROM pg_attribute a
            JOIN pg_class c ON c.oid = a.attrelid
            LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
           WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
             AND a.attnum > 0 AND NOT a.attisdropped AND c.oid\
          """
              + OURS,
          """
          SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid))
            FROM pg_constraint
           WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
          """,
          """
          SELECT concat_ws(' ', 'index', indrelid::regclass, pg_get_indexdef(indexrelid))
            FROM pg_index JOIN pg_class c ON c.oid = indexrelid
           WHERE c.relnamespace = 'public'::regnamespace
          """,
          """
          SELECT concat_ws(' ', 'sequence', s.seqrelid::regclass, s.seqtypid::regtype, 'start', s.seqstart,
                   'by', s.seqincrement, 'from', s.seqmin, 'to', s.seqmax, 'cache', s.seqcache,
                   CASE WHEN s.seqcycle THEN 'cycle' END)
            FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid
           WHERE c.relnamespace = 'public'::regnamespace
          """,
          """
          SELECT concat_ws(' ', 'trigger', tgrelid::regclass, pg_get_triggerdef(oid))
            FROM pg_trigger WHERE NOT tgisinternal
          """,
          """
          SELECT concat_ws(' ', 'function', pg_get_functiondef(p.oid))
            FROM pg_proc p
           WHERE p.pronamespace = 'public'::regnamespace AND p.prokind IN ('f', 'p') AND p.oid\
          """
              + OURS,
          """
          SELECT concat_ws(' ', 'type', t.typname, format_type(t.typbasetype, t.typtypmod), t.typdefault,
                   (SELECT string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder)
                      FROM pg_enum e WHERE e.enumtypid = t.oid))
            FROM pg_type t
           WHERE t.typnamespace = 'public'::regnamespace AND t.typtype IN ('e', 'd') AND t.oid\
          """
              + OURS,
          """
          SELECT concat_ws(' ', 'statistics', pg_get_statisticsobjdef(oid)) FROM pg_statistic_ext
          """);

  /** All of it but Flyway's own table. */
  static Catalog of(Jdbi jdbi) {
    NavigableSet<String> lines = new TreeSet<>();
    jdbi.useHandle(handle ->
        QUERIES.forEach(
            query -> handle.createQuery(query).mapTo(String.class).forEach(lines::add)));
    lines.removeIf(line -> line.contains(" schema_version"));
    return new Catalog(lines);
  }

  /** What only one of the two holds, one line each; nothing when they are alike. */
  List<String> differencesFrom(Catalog other, String myName, String otherName) {
    List<String> differences = new ArrayList<>();
    lines.stream()
        .filter(line -> !other.lines.contains(line))
        .forEach(line -> differences.add("only in " + myName + ": " + line));
    other.lines.stream()
        .filter(line -> !lines.contains(line))
        .forEach(line -> differences.add("only in " + otherName + ": " + line));
    return differences;
  }
}
