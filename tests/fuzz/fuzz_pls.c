/* Any bytes as a lexicon of an EPUB. */
#define FUZZ_MEMBER "EPUB/words.pls"
#include "epub_member.h"
