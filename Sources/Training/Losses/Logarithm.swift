#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The natural logarithm, in `Double`.
func logarithm(of value: Double) -> Double { log(value) }

/// log(1 + e^x) for an x that is not positive; small results keep their digits.
func logarithmOfOnePlus(exponential power: Double) -> Double { log1p(exp(power)) }
