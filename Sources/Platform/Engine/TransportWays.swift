import FoundationEssentials
import ServiceCore
import Store

/// Where each kind of message goes by what is decided in a data directory.
enum TransportWays {
    static func all(in db: ReadTransaction) throws -> [TransportReport.Way] {
        let ways = try DecidedWays(in: db)
        if ways.isSandboxed {
            let sandbox = PlatformTransport.standard.description
            return Channel.allCases.map { .init($0.wayTitle, sandbox) }
        }
        return [
            try ways.relay.map { try mail($0, in: db) }
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

    private static func mail(_ setting: RelaySetting, in db: ReadTransaction) throws -> TransportReport.Way {
        var way = TransportReport.Way(
            Channel.email.wayTitle, PlatformTransport.description(of: try setting.address()))
        way.side = setting.url
        way.facts =
            [.init("Since", "\(setting.time), by \(setting.who)")]
            + (try TransportReport.Way.returning(in: db))
        return way
    }
}

extension Channel {
    /// What is told of where its messages go stands under this.
    var wayTitle: String { self == .email ? "E-mail" : "Text messages" }
}
