package dev.leadline.server.admin.prospect;

import dev.leadline.prospect.Place;
import dev.leadline.prospect.Sort;
import dev.leadline.prospect.Wanted;
import dev.leadline.prospect.Wanted.Assigned;
import dev.leadline.prospect.Wanted.Bin;
import dev.leadline.server.access.SignedIn;
import dev.leadline.server.admin.Form;
import dev.leadline.server.admin.Right;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A list of prospects as the address of its page tells it, and such addresses. */
public record ProspectFilter(
    String text,
    String owner,
    String tag,
    String scoreFrom,
    String scoreTo,
    String sync,
    String bin,
    Sort sort,
    boolean descending,
    Optional<Place> from) {

  private static final String ADDRESS = "/admin/prospects";
  private static final int LONGEST = 200;

  static ProspectFilter of(Form query) {
    Sort sort = sort(query.line("sort"));
    return new ProspectFilter(
        cut(query.line("q")),
        cut(query.line("owner")),
        cut(query.line("tag")),
        cut(query.line("from")),
        cut(query.line("to")),
        cut(query.line("sync")),
        cut(query.line("bin")),
        sort,
        query.has("dir") ? query.line("dir").equals("desc") : descendsFirst(sort),
        Place.parse(query.line("at")));
  }

  /** What the filter means for this user: a salesperson sees nobody else's prospects. */
  Wanted wanted(SignedIn user) {
    Form numbers = Form.empty().with("from", scoreFrom).with("to", scoreTo);
    return Wanted.all(user.unit())
        .text(text)
        .tag(tag)
        .score(numbers.number("from"), numbers.number("to"))
        .among(ProspectSync.among(user.unit(), sync))
        .bin(
            switch (bin) {
              case "in" -> Bin.INSIDE;
              case "both" -> Bin.BOTH;
              default -> Bin.OUTSIDE;
            })
        .assigned(
            Right.ownProspectsOnly(user.role()) ? new Assigned.To(user.id()) : assigned(user));
  }

  private Assigned assigned(SignedIn user) {
    return switch (owner) {
      case "some" -> new Assigned.ToAnyone();
      case "none" -> new Assigned.ToNobody();
      case "me" -> new Assigned.To(user.id());
      default -> {
        var id = Form.empty().with("owner", owner).id("owner");
        yield id.isPresent() ? new Assigned.To(id.getAsLong()) : new Assigned.Whoever();
      }
    };
  }

  /** Whether anything narrows the list. */
  public boolean narrowed() {
    return !(text + owner + tag + scoreFrom + scoreTo + sync + bin).isEmpty();
  }

  /** How many filters beside the search are set. */
  public int set() {
    int set = 0;
    for (String one : new String[] {owner, tag, scoreFrom, scoreTo, sync, bin}) {
      set += one.isEmpty() ? 0 : 1;
    }
    return set;
  }

  /** The address of the page that begins at a place. */
  public String at(Place place) {
    return address(ADDRESS, sort, descending, Optional.of(place));
  }

  /** The address of the list in an order; the order it has already is turned round. */
  public String sortedBy(Sort other) {
    return address(
        ADDRESS, other, other == sort ? !descending : descendsFirst(other), Optional.empty());
  }

  /** For a screen reader. */
  public String ariaSort(Sort other) {
    if (other != sort) {
      return "none";
    }
    return descending ? "descending" : "ascending";
  }

  /** The address of a file with the whole list. */
  public String export() {
    return address(ADDRESS + "/export", sort, descending, Optional.empty());
  }

  /** The address of the list from its beginning. */
  public String here() {
    return address(ADDRESS, sort, descending, from);
  }

  public String sortName() {
    return sort.name().toLowerCase(Locale.ROOT);
  }

  private String address(String path, Sort by, boolean down, Optional<Place> place) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("q", text);
    query.put("owner", owner);
    query.put("tag", tag);
    query.put("from", scoreFrom);
    query.put("to", scoreTo);
    query.put("sync", sync);
    query.put("bin", bin);
    query.put("sort", by == Sort.UPDATED ? "" : by.name().toLowerCase(Locale.ROOT));
    query.put("dir", down == descendsFirst(by) ? "" : down ? "desc" : "asc");
    query.put("at", place.map(Place::text).orElse(""));
    StringBuilder address = new StringBuilder(path);
    char before = '?';
    for (Map.Entry<String, String> one : query.entrySet()) {
      if (!one.getValue().isEmpty()) {
        address.append(before).append(one.getKey()).append('=');
        address.append(URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8));
        before = '&';
      }
    }
    return address.toString();
  }

  private static boolean descendsFirst(Sort sort) {
    return switch (sort) {
      case UPDATED, CREATED, SCORE -> true;
      case EMAIL, NAME, COMPANY -> false;
    };
  }

  private static Sort sort(String name) {
    for (Sort sort : Sort.values()) {
      if (sort.name().equalsIgnoreCase(name)) {
        return sort;
      }
    }
    return Sort.UPDATED;
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }
}
