package dev.leadline.server.admin.crew;

import dev.leadline.crew.Role;
import dev.leadline.crew.UserImport;
import dev.leadline.crew.UserImport.Answer;
import dev.leadline.crew.UserImport.Options;
import dev.leadline.crew.UserImport.Result;
import dev.leadline.server.access.SignedIn;
import dev.leadline.server.admin.Form;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** Users from a CSV file, with a report for each row that was not taken. */
@Controller
public final class UserUpload {
  /**
   * The form, and what became of the last file.
   *
   * @param problem why nothing of the file was taken; empty: see the result
   * @param dry whether the result only tells what would be
   */
  public record Upload(
      String role,
      boolean update,
      boolean dry,
      String problem,
      Optional<Result> result,
      String errorFile) {
    public List<Role> roles() {
      return List.of(Role.values());
    }
  }

  private final UserImport users;

  public UserUpload(UserImport users) {
    this.users = users;
  }

  @GetMapping("/admin/users/upload")
  public ModelAndView form() {
    return view(new Upload(Role.SALES.text(), false, true, "", Optional.empty(), ""));
  }

  @PostMapping("/admin/users/upload")
  public ModelAndView take(
      @AuthenticationPrincipal SignedIn admin,
      @RequestParam MultiValueMap<String, String> typed,
      @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
      HttpServletResponse response)
      throws IOException {
    Form form = new Form(typed);
    Role role = Role.of(form.line("role")).orElse(Role.SALES);
    boolean update = form.has("update");
    boolean dry = form.has("dry");
    if (file == null || file.isEmpty()) {
      return refused(new Upload(role.text(), update, dry, "Choose a file.", Optional.empty(), ""), response);
    }
    return switch (users.take(admin.unit(), file.getBytes(), new Options(role, update, dry))) {
      case Answer.Refused(String reason) ->
          refused(new Upload(role.text(), update, dry, reason, Optional.empty(), ""), response);
      case Answer.Done(Result result) ->
          view(
              new Upload(
                  role.text(),
                  update,
                  dry,
                  "",
                  Optional.of(result),
                  result.errors().isEmpty() ? "" : result.errorFile()));
    };
  }

  private static ModelAndView refused(Upload page, HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
    return view(page);
  }

  private static ModelAndView view(Upload page) {
    return new ModelAndView("crew/upload", "page", page);
  }
}
