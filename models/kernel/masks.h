// Which rows of a register meet a condition; included once per instruction set, before walk.h.
//
// Registers of 512 bits have masks of one bit per row, which cost next to nothing to keep, combine and choose by.
// Elsewhere a mask is a register of integers, all ones where the condition holds.

template <class T>
struct Whole;
template <>
struct Whole<float> { typedef int32_t Number; };
template <>
struct Whole<double> { typedef int64_t Number; };

template <class T>
struct Lanes {
    static constexpr int count = REGISTER / sizeof(T);
    typedef T Row __attribute__((vector_size(REGISTER)));
    // Conditions are always of float64, so a row of float32 is decided in two halves.
    static constexpr int parts = sizeof(double) / sizeof(T), part = count / parts;
    typedef typename Whole<T>::Number Number;
    typedef Number Numbers __attribute__((vector_size(REGISTER)));
    typedef Number Part __attribute__((vector_size(REGISTER / parts)));
};
typedef double Wide __attribute__((vector_size(REGISTER)));
typedef int64_t Longs __attribute__((vector_size(REGISTER)));
typedef uint64_t Codes __attribute__((vector_size(REGISTER)));

#if REGISTER == 64
template <class T>
using Mask = uint32_t;

template <class T>
static INLINE Mask<T> every() { return (1u << Lanes<T>::count) - 1; }

static INLINE uint32_t bits_at_most(Wide x, Wide y) { return _mm512_cmp_pd_mask((__m512d)x, (__m512d)y, _CMP_LE_OQ); }
static INLINE uint32_t bits_odd(Codes x) { return _mm512_test_epi64_mask((__m512i)x, _mm512_set1_epi64(1)); }

template <class T>
static INLINE Mask<T> put(Mask<T> mask, uint32_t some, int part) { return mask | some << part * Lanes<T>::part; }
template <class T>
static INLINE Mask<T> put_one(Mask<T> mask, bool holds, int lane) { return mask | uint32_t(holds) << lane; }

static INLINE Lanes<float>::Row choose(uint32_t mask, float yes, float no) {
    return (Lanes<float>::Row)_mm512_mask_blend_ps(__mmask16(mask), _mm512_set1_ps(no), _mm512_set1_ps(yes));
}
static INLINE Lanes<double>::Row choose(uint32_t mask, double yes, double no) {
    return (Lanes<double>::Row)_mm512_mask_blend_pd(__mmask8(mask), _mm512_set1_pd(no), _mm512_set1_pd(yes));
}
static INLINE Lanes<float>::Row keep(uint32_t mask, Lanes<float>::Row row) {
    return (Lanes<float>::Row)_mm512_maskz_mov_ps(__mmask16(mask), (__m512)row);
}
static INLINE Lanes<double>::Row keep(uint32_t mask, Lanes<double>::Row row) {
    return (Lanes<double>::Row)_mm512_maskz_mov_pd(__mmask8(mask), (__m512d)row);
}
#else
template <class T>
using Mask = typename Lanes<T>::Numbers;

template <class T>
static INLINE Mask<T> every() { return ~Mask<T>{}; }

static INLINE Longs bits_at_most(Wide x, Wide y) { return x <= y; }
static INLINE Longs bits_odd(Codes x) { return (x & 1) != 0; }

template <class T>
static INLINE Mask<T> put(Mask<T> mask, Longs some, int part) {
    using L = Lanes<T>;
    const typename L::Part narrowed = __builtin_convertvector(some, typename L::Part);
    memcpy(reinterpret_cast<typename L::Number*>(&mask) + part * L::part, &narrowed, sizeof narrowed);
    return mask;
}
template <class T>
static INLINE Mask<T> put_one(Mask<T> mask, bool holds, int lane) {
    mask[lane] = -typename Lanes<T>::Number(holds);
    return mask;
}

template <class M, class T>
static INLINE typename Lanes<T>::Row choose(M mask, T yes, T no) {
    return mask ? typename Lanes<T>::Row{} + yes : typename Lanes<T>::Row{} + no;
}
template <class M, class R>
static INLINE R keep(M mask, R row) { return mask ? row : R{}; }
#endif
