// The twin compiled for AVX2.
