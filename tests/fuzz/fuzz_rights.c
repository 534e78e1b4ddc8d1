/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as what an EPUB says of its encryption. */
#define FUZZ_MEMBER "META-INF/encryption.xml"
#include "epub_member.h"
