extension Unicode.Scalar {
    /// Whether nobody sees that it is there or what it is: blanks, controls, format and direction characters, what
    /// fonts may pass over, what no version of Unicode knows, and what stands for unreadable bytes.
    package var isUnseen: Bool {
        if isASCII { return value <= 0x20 || value == 0x7F }
        switch properties.generalCategory {
        case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
            .unassigned:
            return true
        default:
            // The blank of Braille is no blank by its category.
            return properties.isDefaultIgnorableCodePoint || value == 0xFFFD || value == 0x2800
        }
    }
}
