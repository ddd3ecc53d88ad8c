"""From pages to cells, rows and blocks: geometry where there is any, vocabulary and line ends where it is lost."""
