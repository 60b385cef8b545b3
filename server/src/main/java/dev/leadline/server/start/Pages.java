package dev.leadline.server.start;

import dev.leadline.server.access.SignedIn;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/**
 * Finds the template of a view. Beside its model every template may ask for {@code CsrfToken csrf},
 * {@code SignedIn user} (null where nobody is signed in) and {@code String path}.
 */
final class Pages implements ViewResolver, Ordered {
  private final TemplateEngine templates;

  Pages(TemplateEngine templates) {
    this.templates = templates;
  }

  @Override
  public int getOrder() {
    return 0;
  }

  @Override
  public @Nullable View resolveViewName(String name, Locale locale) {
    String template = name + ".jte";
    return templates.hasTemplate(template) ? new Page(templates, template) : null;
  }

  private record Page(TemplateEngine templates, String template) implements View {
    @Override
    public String getContentType() {
      return "text/html;charset=UTF-8";
    }

    @Override
    public void render(
        @Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
        throws Exception {
      Map<String, Object> values = new HashMap<>();
      if (model != null) {
        values.putAll(model);
      }
      values.put("path", request.getRequestURI());
      if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken csrf) {
        values.put("csrf", csrf);
      }
      if (request.getUserPrincipal() instanceof Authentication authentication
          && authentication.getPrincipal() instanceof SignedIn user) {
        values.put("user", user);
      }
      // Whole before the first byte leaves: a page that breaks half-way would look like a page.
      StringOutput page = new StringOutput();
      templates.render(template, values, page);
      response.setContentType(getContentType());
      response.getWriter().write(page.toString());
    }
  }
}
