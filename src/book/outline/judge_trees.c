/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/outline/judge.h"

const struct judge_forest judge_forest = {0};
