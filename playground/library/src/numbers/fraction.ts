import { gcd } from './integers'

/** An exact fraction in lowest terms; the sign sits in the numerator. */
export class Fraction {
  static readonly zero = new Fraction(0)
  readonly n: number
  readonly d: number

  constructor(n: number, d = 1) {
    if (d === 0) throw new RangeError('a fraction cannot be divided by zero')
    const divisor = (gcd(n, d) || 1) * Math.sign(d)
    this.n = n / divisor
    this.d = d / divisor
  }

  get isZero(): boolean {
    return this.n === 0
  }

  minus(other: Fraction): Fraction {
    return new Fraction(this.n * other.d - other.n * this.d, this.d * other.d)
  }

  times(other: Fraction): Fraction {
    return new Fraction(this.n * other.n, this.d * other.d)
  }

  over(other: Fraction): Fraction {
    return new Fraction(this.n * other.d, this.d * other.n)
  }

  negated(): Fraction {
    return new Fraction(-this.n, this.d)
  }
}
