import ServiceCore

extension WallZone {
    /// The zone of an account, which keeps `[+/-]h.mm`; UTC where it names none.
    init(account timeZone: String) {
        let parts = timeZone.drop { $0 == "+" || $0 == "-" }.split(separator: ".")
        guard let hours = parts.first.flatMap({ Int($0) }), (0...14).contains(hours) else {
            self = .utc
            return
        }
        let minutes = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        self.init(secondsAhead: (hours * 3600 + minutes % 60 * 60) * (timeZone.hasPrefix("-") ? -1 : 1))
    }
}
