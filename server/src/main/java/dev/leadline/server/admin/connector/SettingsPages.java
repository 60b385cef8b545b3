package dev.leadline.server.admin.connector;

import dev.leadline.connector.Connector;
import dev.leadline.connector.Policy;
import dev.leadline.server.access.SignedIn;
import dev.leadline.server.admin.Filled;
import dev.leadline.server.admin.Flash;
import dev.leadline.server.admin.Form;
import dev.leadline.server.admin.connector.ReadState.Head;
import dev.leadline.server.wiring.Crm;
import dev.leadline.sync.CompareAll.Scope;
import dev.leadline.unit.Secrets;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The connector's settings. Credentials are written and replaced, never shown. */
@Controller
public final class SettingsPages {
  /** What is known of the credential without showing it. */
  public enum Credential {
    NONE,
    KEPT,
    /** It cannot be opened with the key that Leadline was started with. */
    LOCKED
  }

  /** The form. */
  public record Fill(Head head, Filled filled, Credential credential) {}

  private final Crm crm;
  private final ReadState state;

  SettingsPages(Crm crm, ReadState state) {
    this.crm = crm;
    this.state = state;
  }

  @GetMapping("/admin/salesforce/settings")
  public ModelAndView form(@AuthenticationPrincipal SignedIn reader) {
    return view(reader, Filled.fresh(SettingsInputs.form(settings(reader))));
  }

  @PostMapping("/admin/salesforce/settings")
  public ModelAndView save(
      @AuthenticationPrincipal SignedIn reader,
      @RequestParam MultiValueMap<String, String> typed,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    Form form = new Form(typed);
    Map<String, String> before = settings(reader);
    Map<String, String> now = SettingsInputs.settings(form);
    boolean needed =
        credential(reader.unit()) != Credential.KEPT
            || SettingsInputs.needsCredentialAnew(before, now);
    Map<String, String> problems = SettingsInputs.problems(form, now, needed);
    if (!problems.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
      return view(reader, new Filled(form, problems));
    }
    keep(reader.unit(), form, now);
    if (!before.isEmpty() && !Policy.of(before).equals(Policy.of(now))) {
      crm.compareAll().request(reader.unit(), Scope.EVERYBODY); // who gets a record has changed
    }
    told(reader.unit(), SettingsInputs.isElsewhere(before, now)).on(redirect);
    return new ModelAndView("redirect:/admin/salesforce");
  }

  /** The credential first: an old one must not meet new settings. */
  private void keep(int unit, Form form, Map<String, String> settings) {
    String credential = SettingsInputs.credential(form);
    if (!credential.isEmpty()) {
      crm.secrets().save(unit, Crm.CREDENTIAL, credential);
    }
    crm.stores().connectors().save(unit, Crm.REMOTE, settings);
  }

  /** Another address may be another org, where nothing is what the links say. */
  private Flash told(int unit, boolean elsewhere) {
    if (elsewhere && state.head(unit).running()) {
      crm.stores().connectors().pause(unit, Crm.REMOTE);
      return Flash.warning(
          "The settings are saved. The connector is paused, for it means another address now."
              + " Verify it, then let it run.");
    }
    return Flash.done("The settings are saved. Verify them now.");
  }

  private Map<String, String> settings(SignedIn reader) {
    return crm.stores()
        .connectors()
        .find(reader.unit(), Crm.REMOTE)
        .map(Connector::settings)
        .orElse(Map.of());
  }

  private Credential credential(int unit) {
    try {
      return crm.secrets().find(unit, Crm.CREDENTIAL).isPresent()
          ? Credential.KEPT
          : Credential.NONE;
    } catch (Secrets.WrongKey e) {
      return Credential.LOCKED;
    }
  }

  private ModelAndView view(SignedIn reader, Filled filled) {
    return new ModelAndView(
        "connector/settings",
        "page",
        new Fill(state.head(reader.unit()), filled, credential(reader.unit())));
  }
}
