/// The default alphabet of 3GPP TS 23.038 and its extension table.
enum GSM7 {
    /// 1 for a character of the alphabet, 2 for one of its extension, nil for any other.
    static func septets(of scalar: Unicode.Scalar) -> Int? {
        if basic.contains(scalar) { return 1 }
        return extended.contains(scalar) ? 2 : nil
    }

    private static let basic = Set(
        """
        @£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,-./0123456789:;<=>?\
        ¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà
        """.unicodeScalars)

    private static let extended = Set("\u{0c}^{}\\[~]|€".unicodeScalars)
}
