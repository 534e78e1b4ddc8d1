/*
 * scene-train: weights of the features of scene_features.c, by maximum likelihood.
 *
 *     scene-train FEATURES UNIT FILE...        prints the weights trained on all files, in 1/UNIT
 * nat scene-train -x FEATURES UNIT FILE...     leaves out one file after the other and prints how
 * well it is told
 *
 * A file has the turns of one author's books, one a line: first (1: begins a scene), label (index
 * of the right candidate; -2: not known), step features same and two, number of candidates; for
 * each: number of features and the features. Candidate 0 is "unknown". Conditional random field
 * over pairs of speakers, AdaGrad.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { K = 12, F = 64, MAX_FEATURES = 1024 };
struct cand {
    int n;
    short f[F];
};
struct turn {
    int first, label, same, two, n;
    struct cand c[K];
};
struct file {
    struct turn *t;
    int n;
};

static double w[MAX_FEATURES], g2[MAX_FEATURES], grad[MAX_FEATURES];
static int touched[1 << 20], touched_n;

static void bump(int f, double v)
{
    if (f == 0)
        return;
    if (grad[f] == 0 && touched_n < (1 << 20))
        touched[touched_n++] = f;
    grad[f] += v;
}

static struct file load(const char *path)
{
    struct file file = {NULL, 0};
    FILE *in = fopen(path, "r");
    int cap = 0, first;
    while (in != NULL && fscanf(in, "%d", &first) == 1) {
        if (file.n == cap) {
            cap = cap ? cap * 2 : 1024;
            file.t = realloc(file.t, (size_t)cap * sizeof *file.t);
        }
        struct turn *t = &file.t[file.n++];
        memset(t, 0, sizeof *t);
        t->first = first;
        if (fscanf(in, "%d %d %d %d", &t->label, &t->same, &t->two, &t->n) != 4)
            exit(1);
        for (int i = 0; i < t->n; i++) {
            if (fscanf(in, "%d", &t->c[i].n) != 1)
                exit(1);
            for (int k = 0; k < t->c[i].n; k++)
                if (fscanf(in, "%hd", &t->c[i].f[k]) != 1)
                    exit(1);
        }
    }
    if (in != NULL)
        fclose(in);
    return file;
}

/* who: identity of candidates across turns is needed for the steps; it is written in the file as
 * names' numbers. */
struct who {
    int id[K];
};
static struct who *ids_of(const struct file *f, const char *path)
{
    (void)f;
    char name[4096];
    snprintf(name, sizeof name, "%s.ids", path);
    FILE *in = fopen(name, "r");
    struct who *w_ = calloc((size_t)f->n, sizeof *w_);
    for (int t = 0; t < f->n; t++)
        for (int i = 0; i < f->t[t].n; i++)
            if (fscanf(in, "%d", &w_[t].id[i]) != 1)
                exit(1);
    fclose(in);
    return w_;
}

static double la(double a, double b)
{
    if (a < b) {
        double x = a;
        a = b;
        b = x;
    }
    return b < -1e29 ? a : a + log1p(exp(b - a));
}

static int step(const struct turn *t, int a, int b, int c)
{
    if (c == 0)
        return 0;
    return c == b ? t->same : c == a ? t->two : 0;
}

#define MAXT 4096
static double sc[MAXT][K], fw[MAXT][K][K], bw[MAXT][K][K];

static int allowed(const struct turn *t, int j, int clamp)
{
    return !clamp || t->label < 0 || t->label == j;
}

/* forward-backward over n turns; returns log Z; adds sign * expectations to the gradient */
static double run(const struct turn *t, const struct who *w_, int n, int clamp, double sign,
                  double marg[][K])
{
    for (int i = 0; i < n; i++)
        for (int j = 0; j < t[i].n; j++) {
            double s = 0;
            for (int k = 0; k < t[i].c[j].n; k++)
                s += w[t[i].c[j].f[k]];
            sc[i][j] = allowed(&t[i], j, clamp) ? s : -1e30;
        }
    for (int j = 0; j < t[0].n; j++)
        fw[0][0][j] = sc[0][j];
    for (int i = 1; i < n; i++) {
        int rows = i == 1 ? 1 : t[i - 2].n;
        for (int b = 0; b < t[i - 1].n; b++)
            for (int c = 0; c < t[i].n; c++) {
                double s = -1e30;
                for (int a = 0; a < rows; a++)
                    s = la(s, fw[i - 1][a][b] + w[step(&t[i], i == 1 ? -1 : w_[i - 2].id[a],
                                                       w_[i - 1].id[b], w_[i].id[c])]);
                fw[i][b][c] = s < -1e29 || sc[i][c] < -1e29 ? -1e30 : s + sc[i][c];
            }
    }
    for (int a = 0; a < K; a++)
        for (int b = 0; b < K; b++)
            bw[n - 1][a][b] = 0;
    double z = -1e30;
    int last_rows = n == 1 ? 1 : t[n - 2].n;
    for (int a = 0; a < last_rows; a++)
        for (int b = 0; b < t[n - 1].n; b++)
            z = la(z, fw[n - 1][a][b]);
    for (int i = n - 1; i >= 1; i--) {
        int rows = i == 1 ? 1 : t[i - 2].n;
        for (int a = 0; a < rows; a++)
            for (int b = 0; b < t[i - 1].n; b++) {
                double s = -1e30;
                for (int c = 0; c < t[i].n; c++) {
                    int f =
                        step(&t[i], i == 1 ? -1 : w_[i - 2].id[a], w_[i - 1].id[b], w_[i].id[c]);
                    double x = bw[i][b][c] + sc[i][c] + w[f];
                    if (sc[i][c] < -1e29)
                        continue;
                    s = la(s, x);
                    if (f && sign != 0 && fw[i - 1][a][b] > -1e29)
                        bump(f, sign * exp(fw[i - 1][a][b] + x - z));
                }
                bw[i - 1][a][b] = s;
            }
    }
    for (int i = 0; i < n; i++) {
        int rows = i == 0 ? 1 : t[i - 1].n;
        for (int j = 0; j < t[i].n; j++) {
            double s = -1e30;
            for (int a = 0; a < rows; a++)
                if (fw[i][a][j] > -1e29)
                    s = la(s, fw[i][a][j] + bw[i][a][j]);
            double p = exp(s - z);
            if (marg)
                marg[i][j] = p;
            if (sign != 0 && p > 1e-9)
                for (int k = 0; k < t[i].c[j].n; k++)
                    bump(t[i].c[j].f[k], sign * p);
        }
    }
    return z;
}

static int segment(const struct file *f, int at)
{
    int n = 1;
    while (at + n < f->n && n < 1024 && !f->t[at + n].first)
        n++;
    return n;
}

static void train(const struct file *files, struct who **ws, int count, int leave, int features,
                  int epochs)
{
    double l2 = 0.5 / 15000, rate = 0.15;
    memset(w, 0, sizeof w);
    memset(g2, 0, sizeof g2);
    for (int e = 0; e < epochs; e++) {
        double total = 0;
        if (e == epochs * 2 / 3)
            rate *= 0.4;
        for (int x = 0; x < count; x++)
            for (int at = 0; x != leave && at < files[x].n;) {
                int n = segment(&files[x], at);
                touched_n = 0;
                double zc = run(files[x].t + at, ws[x] + at, n, 1, 1, NULL);
                double z = run(files[x].t + at, ws[x] + at, n, 0, -1, NULL);
                total += zc - z;
                for (int k = 0; k < touched_n; k++) {
                    int f = touched[k];
                    double g = grad[f];
                    if (g == 0)
                        continue;
                    grad[f] = 0;
                    g -= l2 * n * w[f];
                    g2[f] += g * g;
                    w[f] += rate * g / sqrt(g2[f] + 1);
                }
                at += n;
            }
        fprintf(stderr, "epoch %d loglik %.1f\n", e, total);
    }
    (void)features;
}

static double marg[MAXT][K];
static void test(const struct file *f, struct who *w_, const char *name, long sum[5])
{
    long n = 0, right = 0, given = 0, given_right = 0, miss = 0;
    for (int at = 0; at < f->n;) {
        int c = segment(f, at);
        run(f->t + at, w_ + at, c, 0, 0, marg);
        for (int i = 0; i < c; i++) {
            const struct turn *t = &f->t[at + i];
            if (t->label == -2)
                continue;
            int best = 0;
            for (int j = 1; j < t->n; j++)
                if (marg[i][j] > marg[i][best])
                    best = j;
            n++;
            miss += t->label == 0;
            right += best == t->label && best != 0;
            if (best != 0 && marg[i][best] >= 0.5) {
                given++;
                given_right += best == t->label;
            }
        }
        at += c;
    }
    printf("%-40s n %5ld missing %4.1f  acc %5.1f  | at .5: coverage %5.1f precision %5.1f wrong "
           "%5.1f\n",
           name, n, 100.0 * miss / n, 100.0 * right / n, 100.0 * given / n,
           100.0 * given_right / given, 100.0 * (given - given_right) / n);
    sum[0] += n;
    sum[1] += right;
    sum[2] += given;
    sum[3] += given_right;
}

int main(int argc, char **argv)
{
    int x = argc > 1 && strcmp(argv[1], "-x") == 0;
    if (argc < x + 4)
        return 2;
    int features = atoi(argv[x + 1]), unit = atoi(argv[x + 2]), count = argc - x - 3;
    struct file files[64];
    struct who *ws[64];
    for (int i = 0; i < count; i++) {
        files[i] = load(argv[x + 3 + i]);
        ws[i] = ids_of(&files[i], argv[x + 3 + i]);
    }
    int epochs = getenv("EPOCHS") ? atoi(getenv("EPOCHS")) : 20;
    long sum[5] = {0};
    for (int i = 0; x && i < count; i++) {
        train(files, ws, count, i, features, epochs);
        test(&files[i], ws[i], argv[x + 3 + i], sum);
        fflush(stdout);
    }
    if (x)
        printf("left out: acc %.1f | coverage %.1f precision %.1f wrong %.1f\n",
               100.0 * sum[1] / sum[0], 100.0 * sum[2] / sum[0], 100.0 * sum[3] / sum[2],
               100.0 * (sum[2] - sum[3]) / sum[0]);
    if (!x) {
        train(files, ws, count, -1, features, epochs);
        for (int i = 0; i < count; i++)
            test(&files[i], ws[i], argv[3 + i], sum);
        for (int f = 0; f < features; f++)
            printf("W %d %ld\n", f, lround(w[f] * unit));
    }
    return 0;
}
