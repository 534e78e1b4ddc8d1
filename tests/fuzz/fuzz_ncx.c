/* Any bytes as the NCX of an EPUB. */
#define FUZZ_MEMBER "EPUB/toc.ncx"
#include "epub_member.h"
