package dev.socketio.it.browser;

/** A browser without a window, in which every host name is this machine. */
interface Browser extends AutoCloseable {

  /** {@return a tab that shows an empty page and shares cookies with no other} */
  Page newPage();

  /**
   * {@return such a tab, after it has loaded a page}
   *
   * @param url the page's address
   */
  default Page open(String url) {
    Page page = newPage();
    page.go(url);
    return page;
  }

  @Override
  void close();
}
