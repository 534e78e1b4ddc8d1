/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as the NCX of an EPUB. */
#define FUZZ_MEMBER "EPUB/toc.ncx"
#include "epub_member.h"
