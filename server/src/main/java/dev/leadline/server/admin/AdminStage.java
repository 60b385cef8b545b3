package dev.leadline.server.admin;

import dev.leadline.prospect.ProspectSearch;
import dev.leadline.server.admin.prospect.Names;
import dev.leadline.server.admin.prospect.OneProspect;
import dev.leadline.server.admin.prospect.ProspectEdits;
import dev.leadline.server.admin.prospect.ProspectForms;
import dev.leadline.server.admin.prospect.ProspectLists;
import dev.leadline.server.admin.source.SourcePages;
import dev.leadline.server.admin.source.EventPages;
import dev.leadline.server.wiring.Hub;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The pages for people: one bean for each kind of page. */
@Configuration(proxyBeanMethods = false)
public class AdminStage {
  @Bean
  AddShell addShell(Hub hub) {
    return new AddShell(hub.clock());
  }

  @Bean
  WebMvcConfigurer aShellForEveryPage(AddShell shells) {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry
            .addInterceptor(shells)
            .addPathPatterns("/", "/sign-in", "/admin", "/admin/**");
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
  ProspectSearch prospectSearch(Hub hub) {
    return new ProspectSearch(hub.database().jdbi());
  }

  @Bean
  HomePage homePage(ProspectSearch search, Hub hub) {
    return new HomePage(search, hub.counts());
  }
}
