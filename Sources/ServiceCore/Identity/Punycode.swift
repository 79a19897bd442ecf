/// Labels of international domain names as DNS has them.
/// - Source: RFC 3492; the names of constants and the steps are those of its §5 and §6.
enum Punycode {
    private static let (base, tmin, tmax): (UInt32, UInt32, UInt32) = (36, 1, 26)
    private static let (skew, damp): (UInt32, UInt32) = (38, 700)
    private static let (initialBias, initialN): (UInt32, UInt32) = (72, 0x80)

    /// - Returns: nil where numbers would overflow.
    static func encode(_ label: some Collection<Unicode.Scalar>) -> String? {
        var output = label.filter(\.isASCII).map { UInt8($0.value) }
        let basicCount = UInt32(output.count)
        if basicCount > 0 { output.append(delimiter) }
        var (n, delta, bias, handled) = (initialN, UInt32(0), initialBias, basicCount)
        while handled < label.count {
            guard let next = label.map(\.value).filter({ $0 >= n }).min() else { return nil }
            let (step, overflows) = (next - n).multipliedReportingOverflow(by: handled + 1)
            if overflows || delta.addingReportingOverflow(step).overflow { return nil }
            delta += step
            n = next
            for value in label.lazy.map(\.value) {
                if value < n { delta += 1 }
                guard value == n else { continue }
                append(delta, bias, to: &output)
                bias = adapt(delta, handled + 1, isFirst: handled == basicCount)
                delta = 0
                handled += 1
            }
            delta += 1
            n += 1
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// - Returns: nil for what no label encodes to.
    static func decode(_ text: some Collection<UInt8>) -> [Unicode.Scalar]? {
        let bytes = Array(text)
        let split = bytes.lastIndex(of: delimiter)
        var output = bytes[..<(split ?? 0)].map { Unicode.Scalar($0) }
        guard output.allSatisfy(\.isASCII) else { return nil }
        var place = split.map { $0 + 1 } ?? 0
        var (n, i, bias) = (initialN, UInt32(0), initialBias)
        while place < bytes.count {
            let start = i
            guard let number = number(in: bytes, from: &place, bias) else { return nil }
            let (sum, overflows) = i.addingReportingOverflow(number)
            if overflows { return nil }
            let count = UInt32(output.count) + 1
            bias = adapt(sum - start, count, isFirst: start == 0)
            n += sum / count
            i = sum % count
            guard n <= 0x10FFFF, let scalar = Unicode.Scalar(n) else { return nil }
            output.insert(scalar, at: Int(i))
            i += 1
        }
        return output
    }

    private static let delimiter = UInt8(ascii: "-")

    private static func threshold(_ k: UInt32, _ bias: UInt32) -> UInt32 {
        k <= bias + tmin ? tmin : min(tmax, k - bias)
    }

    private static func append(_ delta: UInt32, _ bias: UInt32, to output: inout [UInt8]) {
        var (q, k) = (delta, base)
        while true {
            let t = threshold(k, bias)
            guard q >= t else { break }
            output.append(letter(t + (q - t) % (base - t)))
            q = (q - t) / (base - t)
            k += base
        }
        output.append(letter(q))
    }

    private static func number(in bytes: [UInt8], from place: inout Int, _ bias: UInt32) -> UInt32? {
        var (value, weight, k) = (UInt32(0), UInt32(1), base)
        while place < bytes.count, let digit = digit(bytes[place]) {
            place += 1
            let (step, stepOverflows) = digit.multipliedReportingOverflow(by: weight)
            let (sum, sumOverflows) = value.addingReportingOverflow(step)
            if stepOverflows || sumOverflows { return nil }
            value = sum
            let t = threshold(k, bias)
            if digit < t { return value }
            let (next, overflows) = weight.multipliedReportingOverflow(by: base - t)
            if overflows { return nil }
            weight = next
            k += base
        }
        return nil
    }

    private static func adapt(_ delta: UInt32, _ count: UInt32, isFirst: Bool) -> UInt32 {
        var delta = isFirst ? delta / damp : delta / 2
        delta += delta / count
        var k: UInt32 = 0
        while delta > (base - tmin) * tmax / 2 {
            delta /= base - tmin
            k += base
        }
        return k + (base - tmin + 1) * delta / (delta + skew)
    }

    private static func letter(_ digit: UInt32) -> UInt8 {
        UInt8(digit) + (digit < 26 ? UInt8(ascii: "a") : UInt8(ascii: "0") - 26)
    }

    private static func digit(_ letter: UInt8) -> UInt32? {
        switch letter {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(letter - UInt8(ascii: "a"))
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(letter - UInt8(ascii: "A"))
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(letter - UInt8(ascii: "0")) + 26
        default: nil
        }
    }
}
