// Contributions of boosted trees, many rows side by side; see quadrature.py for the method and the layout.
//
// The walk is compiled once for each instruction set of the processor family and chosen when it is called,
// so that one built file serves every machine of a kind. Needs GCC or Clang (vector extensions).

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

enum { PLAIN, UNLESS_ZERO, OR_ZERO, IN_SET };
enum { DOWN, AFTER_LEAF, TURN, AFTER_BOTH, PAIR, DOWN_PAIR, TURN_PAIR, TWO_PAIRS };
static const double ZERO = 1e-35f;  // LightGBM takes what is nearer to zero than this as zero
// Rows that go through a tree before the next one: enough that its steps and constants stay in the nearest cache.
static const int ROWS_TOGETHER = 256;

// Whatever a step does must stay in registers: a call that is not inlined goes through memory and halves the speed.
#define INLINE inline __attribute__((always_inline))
#define NOT_INLINE __attribute__((noinline))

struct Step {
    int32_t what, node, child, child_2, depth, unused;
};

template <class T>
struct Node {
    double threshold, sign, holds, fails;
    int32_t feature, rule, above, asked, repeated, bits, words, first_holds;
    T z, first_value, second_value;
};

template <class T>
struct Tree {
    const Node<T>* nodes;
    const Step* steps;
    const T *tau, *kappa, *weights;
    const uint32_t* bits;
    const int32_t* ties;
    int32_t count, step_count, points, depth, tie_count, unused;
};

// Zeros that count as missing: one row at a time.
template <class T>
static inline bool rarely(const Node<T>& node, double x) {
    if (x != x || (x <= ZERO && x >= -ZERO)) return node.rule == OR_ZERO;
    return x <= node.threshold;
}

// Which columns hold categories: those that some node asks for a set (LightGBM splits a feature one way only).
template <class T>
static void mark_categories(const Tree<T>* trees, int count, int features, char* coded) {
    memset(coded, 0, size_t(features));
    for (int t = 0; t < count; ++t)
        for (int n = 0; n < trees[t].count; ++n)
            if (trees[t].nodes[n].rule == IN_SET) coded[trees[t].nodes[n].feature] = 1;
}

// A category's code as an integer in the place of the number; what is no category lies in no set.
static inline double code_of(double x) {
    const uint64_t code = x > -1 && x < 2147483648.0 ? uint64_t(int64_t(x)) : ~uint64_t(0);
    double kept;
    memcpy(&kept, &code, sizeof kept);
    return kept;
}

// Rows become columns, `together` values each; rows that are not there are zero, and so is what nearly is.
static void turn(const double* matrix, int rows, int features, int together, const char* coded, double* x) {
    memset(x, 0, sizeof(double) * size_t(features) * together);
    for (int row = 0; row < rows; ++row)
        for (int f = 0; f < features; ++f) {
            const double value = matrix[size_t(row) * features + f];
            x[size_t(f) * together + row] = coded[f] ? code_of(value) : value <= ZERO && value >= -ZERO ? 0.0 : value;
        }
}

// Memory for one call, aligned for the widest register, given back at the end.
struct Room {
    void* pieces[12];
    int count = 0;
    bool full = false;
    template <class P>
    P* get(size_t some) {
        void* piece = nullptr;
        if (posix_memalign(&piece, 64, some * sizeof(P) + 64)) piece = nullptr, full = true;
        pieces[count++] = piece;
        return static_cast<P*>(piece);
    }
    ~Room() {
        for (int n = 0; n < count; ++n) free(pieces[n]);
    }
};

#if defined(__x86_64__)
#if defined(__clang__)
#define BEGIN_WITH(set) _Pragma("clang attribute push(__attribute__((target(" set "))), apply_to = function)")
#define END_WITH _Pragma("clang attribute pop")
#else
#define STRING(text) #text
#define BEGIN_WITH(set) _Pragma("GCC push_options") _Pragma(STRING(GCC target(set)))
#define END_WITH _Pragma("GCC pop_options")
#endif

BEGIN_WITH("avx512f,avx512dq,avx512vl,avx512bw,fma")
namespace wide {
#define REGISTER 64
#define MOST_POINTS 8
#include "masks.h"
#include "walk.h"
#undef REGISTER
#undef MOST_POINTS
}
END_WITH

BEGIN_WITH("avx2,fma")
namespace middle {
#define REGISTER 32
#define MOST_POINTS 8
#include "masks.h"
#include "walk.h"
#undef REGISTER
#undef MOST_POINTS
}
END_WITH
#endif

namespace narrow {
#define REGISTER 16
#define MOST_POINTS 8
#include "masks.h"
#include "walk.h"
#undef REGISTER
#undef MOST_POINTS
}

// The widest register, in bits, that this processor has and the walk is compiled for.
static int widest() {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512bw"))
        return 512;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return 256;
#endif
    return 128;
}

template <class T>
static int explain(int bits, const Tree<T>* trees, int count, int features, const double* matrix, int64_t begin,
                   int64_t end, double* out) {
#if defined(__x86_64__)
    if (bits == 512) return wide::explain<T>(trees, count, features, matrix, begin, end, out);
    if (bits == 256) return middle::explain<T>(trees, count, features, matrix, begin, end, out);
#endif
    return narrow::explain<T>(trees, count, features, matrix, begin, end, out);
}

extern "C" {
int register_bits() { return widest(); }

// 0 if it went well, 1 if there is no memory. `bits` is at most what `register_bits` says.
int explain_f4(int bits, const Tree<float>* trees, int count, int features, const double* matrix, int64_t begin,
               int64_t end, double* out) {
    return explain<float>(bits, trees, count, features, matrix, begin, end, out);
}
int explain_f8(int bits, const Tree<double>* trees, int count, int features, const double* matrix, int64_t begin,
               int64_t end, double* out) {
    return explain<double>(bits, trees, count, features, matrix, begin, end, out);
}
}
