/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to info/: what is wrong with a file that has been read, and what a player makes of it. */
#ifndef INFO_CHECK_H
#define INFO_CHECK_H

#include "info/info.h"

/* Fills in the lengths, then the faults. */
void check_lengths(struct info *info);
void check_faults(struct info *info);

#endif
