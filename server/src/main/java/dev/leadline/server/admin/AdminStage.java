package dev.leadline.server.admin;

import dev.leadline.server.admin.connector.ConnectorStage;
import dev.leadline.server.admin.crew.CrewStage;
import dev.leadline.server.admin.field.FieldStage;
import dev.leadline.server.admin.prospect.BulkEdits;
import dev.leadline.server.admin.prospect.ExportProspects;
import dev.leadline.server.admin.prospect.Names;
import dev.leadline.server.admin.prospect.OneProspect;
import dev.leadline.server.admin.prospect.ProspectEdits;
import dev.leadline.server.admin.prospect.ProspectForms;
import dev.leadline.server.admin.prospect.ProspectLists;
import dev.leadline.server.admin.prospect.ProspectSync;
import dev.leadline.server.admin.rule.Catalog;
import dev.leadline.server.admin.rule.DryRuns;
import dev.leadline.server.admin.rule.RuleForms;
import dev.leadline.server.admin.rule.RulePages;
import dev.leadline.server.admin.source.EventPages;
import dev.leadline.server.admin.source.SourcePages;
import dev.leadline.server.wiring.Crm;
import dev.leadline.server.wiring.Desk;
import dev.leadline.server.wiring.Hub;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The pages for people: one bean for each kind of page. */
@Configuration(proxyBeanMethods = false)
@Import({CrewStage.class, FieldStage.class, ConnectorStage.class})
public class AdminStage {
  @Bean
  Desk desk(Hub hub) {
    return Desk.over(hub);
  }

  @Bean
  AddShell addShell(Hub hub) {
    return new AddShell(hub.clock());
  }

  @Bean
  WebMvcConfigurer aShellForEveryPage(AddShell shells) {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(shells).addPathPatterns("/", "/sign-in", "/admin", "/admin/**");
      }
    };
  }

  @Bean
  ErrorPages errorPages(AddShell shells) {
    return new ErrorPages(shells);
  }

  @Bean
  SignInPages signInPages() {
    return new SignInPages();
  }

  @Bean
  AccountPages accountPages(Hub hub, UserDetailsService users, PasswordEncoder encoder) {
    return new AccountPages(hub.accounts(), users, encoder);
  }

  @Bean
  HomePage homePage(Hub hub, Desk desk, Crm crm) {
    return new HomePage(desk.search(), hub.counts(), crm, hub.clock());
  }

  @Bean
  Names.Rooms names(Hub hub, Desk desk) {
    return new Names.Rooms(
        desk.users(), hub.sources(), desk.rules(), hub.campaigns(), hub.fields());
  }

  @Bean
  ProspectEdits prospectEdits(Hub hub) {
    return new ProspectEdits(hub.intake(), hub.prospects(), hub.clock());
  }

  @Bean
  ProspectSync prospectSync(Desk desk, Crm crm, ProspectEdits edits) {
    return new ProspectSync(crm, desk.syncStates(), edits);
  }

  @Bean
  ProspectLists prospectLists(Hub hub, Desk desk, Names.Rooms names, ProspectSync sync) {
    return new ProspectLists(
        desk.search(), names, new ExportProspects(desk.search(), hub.fields()), sync);
  }

  @Bean
  ProspectForms prospectForms(ProspectEdits edits, Hub hub, Names.Rooms names) {
    return new ProspectForms(edits, hub.fields(), names);
  }

  @Bean
  OneProspect oneProspect(
      ProspectEdits edits, Hub hub, Desk desk, Names.Rooms names, ProspectSync sync) {
    return new OneProspect(edits, hub.fields(), desk.changes(), desk.keys(), names, sync);
  }

  @Bean
  BulkEdits bulkEdits(ProspectEdits edits, Names.Rooms names) {
    return new BulkEdits(edits, names);
  }

  @Bean
  SourcePages sourcePages(Hub hub) {
    return new SourcePages(hub.sources(), hub.signals());
  }

  @Bean
  EventPages eventPages(Hub hub) {
    return new EventPages(hub.sources(), hub.signals());
  }

  @Bean
  Catalog.Rooms catalog(Hub hub, Desk desk) {
    return new Catalog.Rooms(
        hub.fields(), desk.users(), desk.groups(), hub.campaigns(), hub.sources());
  }

  @Bean
  RulePages rulePages(Desk desk, Catalog.Rooms catalog) {
    return new RulePages(desk.rules(), catalog);
  }

  @Bean
  RuleForms ruleForms(Desk desk, Hub hub, Catalog.Rooms catalog) {
    return new RuleForms(desk.rules(), desk.sweeps(), new DryRuns(hub.clock()), catalog);
  }
}
