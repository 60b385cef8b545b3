package dev.leadline.server.admin.crew;

import dev.leadline.crew.Role;
import dev.leadline.crew.UserImport;
import dev.leadline.crew.UserImport.Answer;
import dev.leadline.crew.UserImport.Options;
import dev.leadline.crew.UserImport.Result;
import dev.leadline.server.access.SignedIn;
import dev.leadline.server.admin.Filled;
import dev.leadline.server.admin.Flash;
import dev.leadline.server.admin.Form;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Users from a CSV file: first a look at what would become of it, then the same for good. */
@Controller
public final class UploadPages {
  private static final String HERE = "/admin/users/upload";
  private static final String KEPT = "userUpload";

  /** The form. */
  public record Fill(Filled filled, List<Role> roles) {}

  /**
   * What became of a file, or would.
   *
   * @param key of the file that waits, so that no other is taken by mistake
   */
  public record Outcome(
      String key, String fileName, String role, boolean existing, boolean dryRun, Result result) {
    /** How many users are new or changed. */
    public int good() {
      return result.created().size() + result.updated().size();
    }
  }

  /** A file that was looked at; it waits in the session until it is taken or another comes. */
  private static final class Kept {
    private final byte[] csv;
    private final Outcome outcome;

    Kept(byte[] csv, Outcome outcome) {
      this.csv = csv;
      this.outcome = outcome;
    }

    byte[] csv() {
      return csv;
    }

    Outcome outcome() {
      return outcome;
    }
  }

  private final UserImport users;

  UploadPages(UserImport users) {
    this.users = users;
  }

  @GetMapping(HERE)
  public ModelAndView form() {
    Form form = Form.empty().with("role", Role.SALES.text());
    return view(Filled.fresh(form));
  }

  @PostMapping(HERE)
  public ModelAndView check(
      @AuthenticationPrincipal SignedIn reader,
      @RequestParam MultiValueMap<String, String> typed,
      @RequestParam(required = false) @Nullable MultipartFile file,
      HttpSession session,
      HttpServletResponse response)
      throws IOException {
    Form form = new Form(typed);
    if (file == null || file.isEmpty()) {
      return refused(form, "Choose a file that is not empty.", response);
    }
    byte[] csv = file.getBytes();
    String name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
    String role = Role.of(form.line("role")).orElse(Role.SALES).text();
    boolean existing = form.has("existing");
    return switch (users.take(reader.unit(), csv, options(role, existing, true))) {
      case Answer.Refused(String reason) -> refused(form, reason, response);
      case Answer.Done(Result result) -> {
        Outcome outcome =
            new Outcome(UUID.randomUUID().toString(), name, role, existing, true, result);
        session.setAttribute(KEPT, new Kept(csv, outcome));
        yield new ModelAndView("crew/upload-outcome", "page", outcome);
      }
    };
  }

  /** Takes the file that was looked at. */
  @PostMapping("/admin/users/upload/take")
  public ModelAndView take(
      @AuthenticationPrincipal SignedIn reader,
      @RequestParam(defaultValue = "") String key,
      HttpSession session,
      RedirectAttributes redirect) {
    Kept kept = kept(session, key);
    if (kept == null || !kept.outcome().dryRun()) {
      Flash.failed("This file is not here any more. Choose it again.").on(redirect);
      return new ModelAndView("redirect:" + HERE);
    }
    Outcome seen = kept.outcome();
    Options options = options(seen.role(), seen.existing(), false);
    return switch (users.take(reader.unit(), kept.csv(), options)) {
      case Answer.Refused(String reason) -> {
        Flash.failed(reason).on(redirect);
        yield new ModelAndView("redirect:" + HERE);
      }
      case Answer.Done(Result result) -> {
        Outcome outcome =
            new Outcome(key, seen.fileName(), seen.role(), seen.existing(), false, result);
        session.setAttribute(KEPT, new Kept(new byte[0], outcome));
        yield new ModelAndView("redirect:/admin/users/upload/taken?key=" + key);
      }
    };
  }

  /** What was taken, on an address that may be reloaded. */
  @GetMapping("/admin/users/upload/taken")
  public ModelAndView taken(@RequestParam(defaultValue = "") String key, HttpSession session) {
    Kept kept = kept(session, key);
    return kept == null
        ? new ModelAndView("redirect:" + HERE)
        : new ModelAndView("crew/upload-outcome", "page", kept.outcome());
  }

  /** The rows that were not taken, to be corrected and sent again. */
  @GetMapping("/admin/users/upload/errors")
  public void errors(
      @RequestParam(defaultValue = "") String key,
      HttpSession session,
      HttpServletResponse response)
      throws IOException {
    Kept kept = kept(session, key);
    if (kept == null) {
      response.sendRedirect(HERE);
      return;
    }
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"user-errors.csv\"");
    response
        .getOutputStream()
        .write(kept.outcome().result().errorFile().getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable Kept kept(HttpSession session, String key) {
    return session.getAttribute(KEPT) instanceof Kept kept && kept.outcome().key().equals(key)
        ? kept
        : null;
  }

  private static Options options(String role, boolean existing, boolean dryRun) {
    return new Options(Role.of(role).orElse(Role.SALES), existing, dryRun);
  }

  private static ModelAndView refused(Form form, String reason, HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
    return view(new Filled(form, Map.of("file", reason)));
  }

  private static ModelAndView view(Filled filled) {
    return new ModelAndView("crew/upload", "page", new Fill(filled, List.of(Role.values())));
  }
}
