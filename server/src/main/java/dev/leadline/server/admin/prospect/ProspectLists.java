package dev.leadline.server.admin.prospect;

import dev.leadline.prospect.Prospect;
import dev.leadline.prospect.ProspectSearch;
import dev.leadline.prospect.ProspectSearch.Page;
import dev.leadline.prospect.Wanted;
import dev.leadline.server.access.SignedIn;
import dev.leadline.server.admin.Form;
import dev.leadline.server.admin.HomePage;
import dev.leadline.server.admin.prospect.ProspectList.SyncBadge;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Lists of prospects: a page at a time, or all of them as a file. */
@Controller
public final class ProspectLists {
  private static final int PAGE = 50;
  private static final int TAGS = 100;

  private final ProspectSearch search;
  private final Names.Rooms names;
  private final ExportProspects export;
  private final ProspectSync sync;

  public ProspectLists(
      ProspectSearch search, Names.Rooms names, ExportProspects export, ProspectSync sync) {
    this.search = search;
    this.names = names;
    this.export = export;
    this.sync = sync;
  }

  @GetMapping("/admin/prospects")
  public ModelAndView list(
      @AuthenticationPrincipal SignedIn user,
      @RequestParam MultiValueMap<String, String> query,
      @RequestHeader(name = "HX-Target", required = false) @Nullable String target) {
    ProspectFilter filter = ProspectFilter.of(new Form(query));
    String view = "list".equals(target) ? "prospect/table" : "prospect/list";
    return new ModelAndView(view, "page", page(user, filter));
  }

  @GetMapping("/admin/prospects/export")
  public void export(
      @AuthenticationPrincipal SignedIn user,
      @RequestParam MultiValueMap<String, String> query,
      HttpServletResponse response)
      throws Exception {
    ProspectFilter filter = ProspectFilter.of(new Form(query));
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"prospects.csv\"");
    export.write(
        user.unit(),
        filter.wanted(user),
        filter.sort(),
        filter.descending(),
        names.of(user.unit()),
        response.getWriter());
  }

  private ProspectList page(SignedIn user, ProspectFilter filter) {
    Wanted wanted = filter.wanted(user);
    Page page = search.page(wanted, filter.sort(), filter.descending(), filter.from(), PAGE);
    if (page.rows().isEmpty() && filter.from().isPresent()) {
      page = search.page(wanted, filter.sort(), filter.descending(), Optional.empty(), PAGE);
    }
    Names known = names.of(user.unit());
    List<Prospect> rows = page.rows();
    Map<Long, SyncBadge> badges =
        sync.badges(user.unit(), rows.stream().map(Prospect::id).toList());
    return new ProspectList(
        filter,
        rows.stream()
            .map(row -> ProspectList.row(row, known, Optional.ofNullable(badges.get(row.id()))))
            .toList(),
        HomePage.text(search.count(wanted)),
        page.before().map(filter::at).orElse(""),
        page.after().map(filter::at).orElse(""),
        known.assignable(),
        search.tags(user.unit(), TAGS));
  }
}
