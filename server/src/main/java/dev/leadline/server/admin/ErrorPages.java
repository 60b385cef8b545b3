package dev.leadline.server.admin;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** What a person sees when a page cannot be shown. */
@Controller
@ControllerAdvice
public final class ErrorPages implements ErrorController {
  private static final Logger log = LoggerFactory.getLogger(ErrorPages.class);

  /** The page's words. */
  public record Trouble(int status, String title, String text) {}

  private final AddShell shells;

  ErrorPages(AddShell shells) {
    this.shells = shells;
  }

  @ExceptionHandler({
    NotThere.class,
    NoResourceFoundException.class,
    MethodArgumentTypeMismatchException.class
  })
  ModelAndView notThere(
      Exception failure, HttpServletRequest request, HttpServletResponse response) {
    String text =
        failure instanceof NotThere ? String.valueOf(failure.getMessage()) : words(404).text();
    return page(new Trouble(404, words(404).title(), text), request, response);
  }

  /** Everything that was refused or failed before or beside our own pages. */
  @RequestMapping("/error")
  ModelAndView error(HttpServletRequest request, HttpServletResponse response) {
    Object told = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    int status = told instanceof Integer number ? number : 404;
    if (status >= 500
        && request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
      log.error(
          "{} could not be shown; the user may try again",
          request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI),
          failure);
    }
    return page(words(status), request, response);
  }

  private ModelAndView page(
      Trouble trouble, HttpServletRequest request, HttpServletResponse response) {
    response.setStatus(trouble.status());
    ModelAndView page = new ModelAndView("error-page", "page", trouble);
    page.addObject(Shell.NAME, shells.shell(request));
    return page;
  }

  private static Trouble words(int status) {
    return switch (status) {
      case 400 ->
          new Trouble(400, "That cannot be understood", "The address or the form is not complete.");
      case 401, 403 ->
          new Trouble(
              403,
              "Not for you",
              "Your role does not let you do this, or the page was open for too long. Go back, reload"
                  + " the page and try again, or ask an administrator.");
      case 404 ->
          new Trouble(
              404, "There is no such page", "The address may be wrong, or what was there is gone.");
      case 405 ->
          new Trouble(
              405, "That cannot be done here", "This address does not take such a request.");
      case 413 ->
          new Trouble(413, "Too large", "The file or the form is larger than is taken here.");
      default ->
          new Trouble(
              status < 500 ? status : 500,
              status < 500 ? "That did not work" : "Something broke on our side",
              status < 500
                  ? "The request was refused."
                  : "Nothing was lost. Try again; if it happens again, the log of the server says why.");
    };
  }
}
