import FoundationEssentials
import ServiceCore
import Store

/// Where each kind of message goes by what is decided in a data directory.
enum TransportWays {
    static func all(at now: Date, in db: ReadTransaction) throws -> [TransportReport.Way] {
        let ways = try DecidedWays(in: db)
        if ways.isSandboxed {
            let here = PlatformTransport.standard.description
            return Channel.allCases.map { channel in
                var way = TransportReport.Way(channel.wayTitle, here)
                let command = channel == .email ? "relay use smtp://host:587" : "gateway use URL"
                way.facts = [.init("Changed by", "sendboard \(command) --yes host")]
                return way
            }
        }
        return [
            try ways.relay.map { try mail($0, at: now, in: db) }
                ?? .init(Channel.email.wayTitle, PlatformTransport.none(.email)),
            try ways.gateway.map(texts) ?? .init(Channel.sms.wayTitle, PlatformTransport.none(.sms)),
        ]
    }

    private static func texts(_ setting: TransportSetting) throws -> TransportReport.Way {
        var way = TransportReport.Way(
            Channel.sms.wayTitle,
            PlatformTransport.description(of: try setting.gateway(), receipts: setting.receipts))
        way.side = setting.url
        way.facts = [.init("Since", "\(setting.time), by \(setting.who)")]
        return way
    }

    private static func mail(
        _ setting: RelaySetting, at now: Date, in db: ReadTransaction
    ) throws -> TransportReport.Way {
        var way = TransportReport.Way(
            Channel.email.wayTitle, PlatformTransport.description(of: try setting.address()))
        way.side = setting.url
        way.facts =
            [.init("Since", "\(setting.time), by \(setting.who)")]
            + (try TransportReport.Way.returning(in: db)) + (try beginning(setting, at: now, in: db))
        return way
    }

    /// What is to be known of a relay that has not been used for long.
    private static func beginning(
        _ setting: RelaySetting, at now: Date, in db: ReadTransaction
    ) throws -> [TransportReport.Line] {
        let warming = try SendWay.Warming.current(at: now, in: db)
        let isProven = try setting.isProven(in: db)
        return (warming.map { [.init("Warm-up", "\($0.words), UTC")] } ?? [])
            + (isProven
                ? []
                : [
                    .init(
                        "Test", "it has taken no message yet; sendboard relay test ADDRESS sends one",
                        .warning)
                ])
    }
}

extension Channel {
    /// What is told of where its messages go stands under this.
    var wayTitle: String { self == .email ? "E-mail" : "Text messages" }
}
