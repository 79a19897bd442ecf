extension ReturnedMail {
    /// Reads a message that came in for a bounce's or a complaint's address; whatever it is, something is said of it.
    package init(_ message: [UInt8], _ limits: ReportLimits = .oneSecond()) {
        guard message.count <= limits.message else {
            self.init(content: .unclassified("it is longer than \(limits.message) bytes"))
            beginning = ReportExcerpt.of(message)
            return
        }
        let walk = PartWalk(message, limits)
        let head = walk.parts[0].head
        let text = BounceText(walk.parts.first { $0.messages == 0 && $0.type == "text/plain" }?.decoded ?? [])
        self.init(content: Self.content(walk, text, limits))
        deliveredTo = Self.recipients(head)
        returned = Self.returned(walk.parts, text, limits)
        from = head["from"] ?? ""
        subject = head["subject"] ?? ""
        beginning = ReportExcerpt.of(message, walk.parts)
    }

    private static func content(_ walk: PartWalk, _ text: BounceText, _ limits: ReportLimits) -> Content {
        let (parts, head) = (walk.parts, walk.parts[0].head)
        // What another message tells, which this one holds, is not told by this one.
        let own = parts.filter { $0.messages == 0 }
        let statuses = own.filter { $0.type.hasSuffix("delivery-status") }
            .flatMap { DeliveryStatusFields.recipients($0.decoded, limits) }
        if !statuses.isEmpty { return .delivery(Array(statuses.prefix(limits.recipients))) }
        if let part = own.first(where: { $0.type == "message/feedback-report" }),
            let report = FeedbackReport(ReadHead(part.decoded, limits))
        {
            return .feedback(report)
        }
        let machine = MachineMarks(head)
        if machine.isReceipt { return .automatic("it tells that a message was read or deleted") }
        if machine.isMailSystem, let report = text.report(machine) { return .delivery([report]) }
        if let why = machine.automatic { return .automatic(why) }
        return .unclassified(walk.fault ?? machine.unclassified)
    }

    /// Servers write down the envelope in fields of their own; what the sender wrote comes last.
    private static func recipients(_ head: ReadHead) -> [String] {
        ["x-original-to", "delivered-to", "envelope-to", "x-envelope-to", "to"].flatMap { name in
            head.all(name).prefix(10).flatMap(HeaderReading.addresses)
        }.reduce(into: []) { unique, address in
            if unique.count < 50, !unique.contains(address) { unique.append(address) }
        }
    }

    private static func returned(
        _ parts: [ReadPart], _ text: BounceText, _ limits: ReportLimits
    ) -> ReturnedMessage {
        // The whole message or its head as a part; its head as a text; its head below the report's own words.
        let heads =
            parts.filter { $0.messages == 1 }.prefix(1).map(\.head)
            + parts.filter { $0.messages == 0 && $0.returnsHead }.prefix(1).map {
                ReadHead($0.decoded, limits)
            }
            + [ReadHead(text.copy, limits)]
        let returned = heads.map { head in
            ReturnedMessage(
                messageID: HeaderReading.messageID(head["message-id"]),
                returnPath: HeaderReading.address(head["return-path"] ?? ""))
        }
        return returned.first { $0.messageID != nil || $0.returnPath != nil } ?? ReturnedMessage()
    }
}

extension ReadPart {
    /// Whether its body is the head of a message, or a message in an encoding.
    fileprivate var returnsHead: Bool {
        ["text/rfc822-headers", "message/global-headers", "message/rfc822", "message/global"].contains(type)
    }
}
