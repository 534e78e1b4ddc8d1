/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as the navigation document of an EPUB. */
#define FUZZ_MEMBER "EPUB/nav.xhtml"
#include "epub_member.h"
