// Generated from openapi.json: script/node tools/openapi/main.mjs --write
export interface paths {
    "/api/account/language": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 选择界面语言 */
        post: operations["account.choose_language"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 修改密码 */
        post: operations["account.change_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 本人已登录的设备 */
        get: operations["account.list_sessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/sessions/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 结束本人的一个会话 */
        post: operations["account.end_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{person}/reset_code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 为本单位人员生成一次性口令 */
        post: operations["account.make_reset_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 审计记录列表 */
        get: operations["audit.list_entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/entries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查阅审计记录 */
        get: operations["audit.view_entry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 审计链状态 */
        get: operations["audit.view_state"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organisation/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 人员列表 */
        get: operations["organisation.list_people"];
        put?: never;
        /** 登记人员 */
        post: operations["organisation.register_people"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organisation/people/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 人员详情 */
        get: operations["organisation.view_person"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organisation/units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 单位列表 */
        get: operations["organisation.list_units"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organisation/units/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 单位详情 */
        get: operations["organisation.view_unit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/indicators/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 打开一个数字 */
        get: operations["reporting.view_figure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/indicators/{key}/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一个数字背后的记录 */
        get: operations["reporting.view_records"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 已有报告的年份 */
        get: operations["reporting.list_reports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/reports/{year}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 年度报告 */
        get: operations["reporting.view_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/service_centre/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** service_centre.list_cases */
        get: operations["service_centre.list_cases"];
        put?: never;
        /** service_centre.submit_case */
        post: operations["service_centre.submit_case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/service_centre/cases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** service_centre.view_case */
        get: operations["service_centre.view_case"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/service_centre/cases/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** service_centre.accept_case */
        post: operations["service_centre.accept_case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/service_centre/cases/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** service_centre.approve_case */
        post: operations["service_centre.approve_case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/service_centre/cases/{id}/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** service_centre.finish_case */
        post: operations["service_centre.finish_case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/service_centre/cases/{id}/rate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** service_centre.rate_case */
        post: operations["service_centre.rate_case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/service_centre/cases/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** service_centre.refuse_case */
        post: operations["service_centre.refuse_case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/service_centre/cases/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** service_centre.reject_case */
        post: operations["service_centre.reject_case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/service_centre/cases/{id}/resubmit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** service_centre.resubmit_case */
        post: operations["service_centre.resubmit_case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/service_centre/cases/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** service_centre.return_case */
        post: operations["service_centre.return_case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/service_centre/cases/{id}/time_line": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** service_centre.view_time_line */
        get: operations["service_centre.view_time_line"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/service_centre/cases/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** service_centre.withdraw_case */
        post: operations["service_centre.withdraw_case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/service_centre/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** service_centre.list_items */
        get: operations["service_centre.list_items"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/service_centre/items/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** service_centre.view_item */
        get: operations["service_centre.view_item"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/service_centre/items/{id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** service_centre.assign_item */
        post: operations["service_centre.assign_item"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看当前登录状态 */
        get: operations["account.view_session"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/redeem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 使用一次性口令设置新密码 */
        post: operations["account.redeem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/sign_in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 登录 */
        post: operations["account.sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/sign_out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 退出登录 */
        post: operations["account.sign_out"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/switch_post": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 切换岗位 */
        post: operations["account.switch_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** task.list_tasks */
        get: operations["task.list_tasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/due": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** task.view_due_calendar */
        get: operations["task.view_due_calendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** task.summarise_tasks */
        get: operations["task.summarise_tasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** task.claim_task */
        post: operations["task.claim_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** task.release_task */
        post: operations["task.release_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        "account.code": {
            account: string;
            code: string;
            /** Format: date-time */
            ends_at: string;
        };
        "account.held_post": {
            id: string;
            name: string;
            unit_name: string;
        };
        "account.language.input": {
            language: string;
        };
        "account.named": {
            id: string;
            name: string;
        };
        "account.password.input": {
            old: string;
            new: string;
        };
        "account.place": {
            id: string;
            address: string;
            browser: string;
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            last_seen_at: string;
            /** Format: date-time */
            ends_at: string;
            current: boolean;
        };
        "account.redeem.input": {
            account: string;
            code: string;
            password: string;
        };
        "account.session": {
            signed_in: boolean;
            person: components["schemas"]["account.named"] | null;
            post: components["schemas"]["account.named"] | null;
            unit: components["schemas"]["account.named"] | null;
            posts: components["schemas"]["account.held_post"][];
            permissions: string[];
            demo: boolean;
            /** Format: date-time */
            business_now: string;
            csrf: string;
            must_change_password: boolean;
            language: string;
            notices: string[];
        };
        "account.sign_in.input": {
            account: string;
            password: string;
        };
        "account.switch_post.input": {
            post: string;
        };
        "audit.entry": {
            id: string;
            /** Format: date-time */
            recorded_at: string;
            /** Format: date-time */
            happened_at: string;
            person: string | null;
            name: string;
            post: string | null;
            unit: string | null;
            verb: string;
            entity: string;
            record: string | null;
            trace: string;
            /** Format: int64 */
            sequence: number | null;
        };
        "audit.entry_view": {
            line: components["schemas"]["audit.entry"];
            session: string | null;
            digest: string;
            erased: boolean;
            values_hold: boolean;
            values: Record<string, never> | unknown[];
        };
        "audit.state": {
            /** Format: int64 */
            head: number;
            /** Format: int64 */
            unsealed: number;
            /** Format: date-time */
            oldest_unsealed: string | null;
            /** Format: date-time */
            sealed_at: string | null;
            /** Format: date-time */
            checked_at: string | null;
            /** Format: int64 */
            checked_seals: number | null;
            /** Format: int64 */
            findings: number | null;
        };
        "organisation.department_line": {
            id: string;
            name: string;
        };
        "organisation.new_people.input": {
            people: components["schemas"]["organisation.new_person.input"][];
        };
        "organisation.new_person.input": {
            staff_code: string;
            name: string;
            /** @enum {string} */
            employment: "established" | "contract" | "seconded" | "attached" | "dispatched" | "outsourced" | "retired";
            unit: string;
            /** Format: date */
            valid_from: string;
        };
        "organisation.person_line": {
            id: string;
            staff_code: string;
            name: string;
            /** @enum {string} */
            employment: "established" | "contract" | "seconded" | "attached" | "dispatched" | "outsourced" | "retired";
            unit: string;
            unit_name: string;
            post_title: string;
            department_name: string;
            /** Format: date */
            valid_from: string;
            /** Format: date */
            valid_until: string | null;
        };
        "organisation.person_view": {
            person: components["schemas"]["organisation.person_line"];
            posts: components["schemas"]["organisation.post_line"][];
        };
        "organisation.post_line": {
            id: string;
            title: string;
            unit_name: string;
            department_name: string;
            roles: string[];
            is_main: boolean;
            /** Format: date */
            valid_from: string;
            /** Format: date */
            valid_until: string | null;
        };
        "organisation.registered": {
            ids: string[];
        };
        "organisation.unit_line": {
            id: string;
            name: string;
            short_name: string;
            /** @enum {string} */
            nature: "party" | "congress" | "government" | "consultative" | "supervision" | "court" | "procuratorate" | "mass" | "institution" | "enterprise";
            /** @enum {string} */
            level: "city" | "district";
            region: string;
            region_name: string;
            leader_name: string;
            /** Format: int64 */
            units_below: number;
            /** Format: int64 */
            departments: number;
            /** Format: date */
            valid_from: string;
            /** Format: date */
            valid_until: string | null;
        };
        "organisation.unit_view": {
            unit: components["schemas"]["organisation.unit_line"];
            parent: string | null;
            parent_name: string;
            departments: components["schemas"]["organisation.department_line"][];
        };
        "reporting.figure": {
            key: string;
            /** Format: int64 */
            year: number;
            /** Format: int64 */
            version: number;
            nature: string;
            unit: string;
            value: string;
            printed: string;
            form: string;
            least: string;
            most: string;
            form_fits: boolean;
            hidden: boolean;
            /** Format: int64 */
            records: number | null;
            /** Format: int64 */
            visible: number | null;
            /** Format: int64 */
            numerator: number | null;
            /** Format: int64 */
            denominator: number | null;
            /** Format: date-time */
            freshest: string | null;
            /** Format: date-time */
            as_of: string;
            last_year: string;
            notes: components["schemas"]["reporting.note"][];
        };
        "reporting.item": {
            /** Format: int64 */
            number: number;
            title: string;
            parts: components["schemas"]["reporting.part"][];
        };
        "reporting.note": {
            key: string;
            value: string;
        };
        "reporting.part": {
            /** @enum {string} */
            kind: "text" | "figure" | "fact";
            text: string;
            unit: string;
            key: string;
            /** @enum {string} */
            state: "none" | "answered" | "exact" | "no_source" | "no_right" | "hidden";
        };
        "reporting.record": {
            id: string;
            number: string;
            title: string;
            unit: string;
            /** Format: date */
            day: string;
            address: string;
        };
        "reporting.records": {
            items: components["schemas"]["reporting.record"][];
            next: string;
        };
        "reporting.report": {
            /** Format: int64 */
            year: number;
            title: string;
            /** Format: date-time */
            as_of: string;
            /** Format: int64 */
            figures: number;
            /** Format: int64 */
            facts: number;
            /** Format: int64 */
            plans: number;
            /** Format: int64 */
            answered: number;
            sections: components["schemas"]["reporting.section"][];
        };
        "reporting.report_line": {
            /** Format: int64 */
            year: number;
            title: string;
        };
        "reporting.reports": {
            items: components["schemas"]["reporting.report_line"][];
        };
        "reporting.section": {
            title: string;
            plan: boolean;
            items: components["schemas"]["reporting.item"][];
        };
        "service_centre.accept_case.input": {
            /** Format: int64 */
            version: number;
            note?: string | null;
        };
        "service_centre.approve_case.input": {
            /** Format: int64 */
            version: number;
            opinion?: string | null;
        };
        "service_centre.assign_item.input": {
            handling_unit: string;
            handling_department_name?: string | null;
        };
        "service_centre.case": {
            id: string;
            /** Format: int64 */
            version: number;
            /** @enum {string} */
            state: "submitted" | "accepted" | "returned" | "approved" | "rejected" | "finished" | "rated" | "not_accepted" | "withdrawn";
            unit: string;
            scope_unit: string;
            region: string;
            handling_unit: string;
            handling_department: string | null;
            /** Format: int64 */
            promised_days: number;
            /** Format: date-time */
            accepted_at: string | null;
            /** Format: date */
            due_on: string | null;
            due_provisional: boolean;
            /** Format: int64 */
            paused_days: number;
            /** Format: date-time */
            paused_from: string | null;
            pauses: Record<string, never> | unknown[];
            /** Format: date-time */
            finished_at: string | null;
            number: string;
            item: string;
            item_code: string;
            /** Format: int64 */
            item_edition: number;
            item_name: string;
            title: string;
            form: Record<string, never> | unknown[];
            unit_name: string;
            applicant: string;
            applicant_post: string;
            applicant_name: string;
            applicant_department_name: string;
            handling_department_name: string;
            /** @enum {string} */
            channel: "online" | "counter" | "agent";
            /** Format: date-time */
            submitted_at: string;
            /** Format: int64 */
            returns: number;
            notice: string;
            /** Format: date-time */
            decided_at: string | null;
            decided_by: string | null;
            decided_by_name: string;
            opinion: string;
            clause: string;
            remedy: string;
            result: string;
            /** Format: int64 */
            visits: number;
            /** @enum {string|null} */
            rating: "very_satisfied" | "satisfied" | "fairly_satisfied" | "dissatisfied" | "very_dissatisfied" | null;
        };
        "service_centre.case_line": {
            id: string;
            number: string;
            item_code: string;
            item_name: string;
            title: string;
            unit: string;
            unit_name: string;
            applicant_name: string;
            handling_department_name: string;
            /** @enum {string} */
            channel: "online" | "counter" | "agent";
            /** @enum {string} */
            state: "submitted" | "accepted" | "returned" | "approved" | "rejected" | "finished" | "rated" | "not_accepted" | "withdrawn";
            /** Format: date-time */
            submitted_at: string;
            /** Format: int64 */
            promised_days: number;
            /** Format: date-time */
            accepted_at: string | null;
            /** Format: date */
            due_on: string | null;
            /** Format: date-time */
            finished_at: string | null;
            /** Format: int64 */
            returns: number;
            /** @enum {string|null} */
            rating: "very_satisfied" | "satisfied" | "fairly_satisfied" | "dissatisfied" | "very_dissatisfied" | null;
            clock: components["schemas"]["workorder.clock"];
        };
        "service_centre.case_page": {
            row: components["schemas"]["service_centre.case"];
            clock: components["schemas"]["workorder.clock"];
            progress: components["schemas"]["workorder.stage"][];
            steps: components["schemas"]["workorder.step"][];
            materials: components["schemas"]["service_centre.material_view"][];
            rated: components["schemas"]["service_centre.rating_view"] | null;
        };
        "service_centre.entry": {
            case_id: string;
            id: string;
            /** Format: date-time */
            at: string;
            step: string;
            state: string;
            person: string | null;
            post: string | null;
            person_name: string;
            note: string;
            detail: Record<string, never> | unknown[];
        };
        "service_centre.finish_case.input": {
            /** Format: int64 */
            version: number;
            result?: string | null;
            /** Format: int64 */
            visits?: number | null;
        };
        "service_centre.item": {
            id: string;
            code: string;
            /** Format: int64 */
            edition: number;
            /** @enum {string} */
            category: "estate" | "works" | "security" | "general" | "logistics";
            name: string;
            name_en: string;
            basis: string;
            handling_unit: string | null;
            handling_department: string | null;
            handling_department_name: string;
            /** Format: int64 */
            acceptance_days: number;
            /** Format: int64 */
            promised_days: number;
            /** Format: int64 */
            statutory_days: number | null;
            /** Format: int64 */
            correction_days: number;
            form: Record<string, never> | unknown[];
            materials: Record<string, never> | unknown[];
            behaviour: Record<string, never> | unknown[];
            sample: boolean;
            /** Format: date */
            published_on: string;
            /** Format: date */
            ended_on: string | null;
            /** Format: int64 */
            version: number;
        };
        "service_centre.item_line": {
            id: string;
            code: string;
            /** Format: int64 */
            edition: number;
            /** @enum {string} */
            category: "estate" | "works" | "security" | "general" | "logistics";
            name: string;
            name_en: string;
            handling_department_name: string;
            /** Format: int64 */
            promised_days: number;
            /** Format: int64 */
            statutory_days: number | null;
            handling_unit: string | null;
            sample: boolean;
        };
        "service_centre.item_view": {
            item: components["schemas"]["service_centre.item"];
            materials: components["schemas"]["service_centre.material_wanted"][];
            form_fields: Record<string, never> | unknown[];
            prefill: Record<string, never> | unknown[];
            /** Format: int64 */
            prefilled: number;
            applicant_name: string;
            unit_name: string;
            department_name: string;
            open: boolean;
            closed_reason: string;
        };
        "service_centre.material_given.input": {
            key: string;
            /** @enum {string} */
            state: "given" | "missing" | "later";
        };
        "service_centre.material_view": {
            key: string;
            name: string;
            required: boolean;
            /** @enum {string} */
            state: "given" | "missing" | "later";
        };
        "service_centre.material_wanted": {
            key: string;
            name: string;
            name_en: string;
            required: boolean;
        };
        "service_centre.rate_case.input": {
            /** Format: int64 */
            version: number;
            /** @enum {string} */
            level: "very_satisfied" | "satisfied" | "fairly_satisfied" | "dissatisfied" | "very_dissatisfied";
            points?: string[] | null;
            comment?: string | null;
        };
        "service_centre.rating_view": {
            /** @enum {string} */
            level: "very_satisfied" | "satisfied" | "fairly_satisfied" | "dissatisfied" | "very_dissatisfied";
            points: string[];
            comment: string;
            /** Format: date-time */
            rated_at: string;
            person_name: string;
        };
        "service_centre.refuse_case.input": {
            /** Format: int64 */
            version: number;
            clause: string;
            remedy: string;
        };
        "service_centre.reject_case.input": {
            /** Format: int64 */
            version: number;
            opinion?: string | null;
            clause: string;
            remedy: string;
        };
        "service_centre.resubmit_case.input": {
            /** Format: int64 */
            version: number;
            form?: Record<string, never> | unknown[] | null;
            materials?: components["schemas"]["service_centre.material_given.input"][] | null;
            note?: string | null;
        };
        "service_centre.return_case.input": {
            /** Format: int64 */
            version: number;
            notice: string;
            why_again?: string | null;
        };
        "service_centre.submit_case.input": {
            item: string;
            form: Record<string, never> | unknown[];
            materials?: components["schemas"]["service_centre.material_given.input"][] | null;
        };
        "service_centre.submitted": {
            id: string;
            number: string;
            /** @enum {string} */
            state: "submitted" | "accepted" | "returned" | "approved" | "rejected" | "finished" | "rated" | "not_accepted" | "withdrawn";
            /** Format: date-time */
            submitted_at: string;
        };
        "service_centre.withdraw_case.input": {
            /** Format: int64 */
            version: number;
            note?: string | null;
        };
        "task.due_calendar": {
            /** Format: date */
            today: string;
            /** Format: int64 */
            earlier: number;
            /** Format: int64 */
            later: number;
            days: components["schemas"]["task.due_day"][];
        };
        "task.due_day": {
            /** Format: date */
            day: string;
            /** @enum {string} */
            kind: "working" | "weekend" | "holiday" | "make_up";
            provisional: boolean;
            /** Format: int64 */
            open: number;
        };
        "task.summary": {
            /** Format: int64 */
            overdue: number;
            /** Format: int64 */
            today: number;
            /** Format: int64 */
            open: number;
            /** Format: int64 */
            closed_today: number;
        };
        "task.task": {
            id: string;
            record: string;
            record_id: string;
            title: string;
            step: string;
            permission: string;
            unit: string | null;
            department: string | null;
            person: string | null;
            claimed_by: string | null;
            /** Format: date */
            due: string;
            address: string;
            /** Format: date-time */
            opened_at: string;
            /** Format: date-time */
            closed_at: string | null;
            closed_by: string | null;
            /** Format: int64 */
            version: number;
        };
        "workorder.clock": {
            /** @enum {string} */
            state: "not_started" | "running" | "due_today" | "overdue" | "paused" | "done";
            /** Format: int64 */
            promised: number;
            /** Format: int64 */
            used: number;
            /** Format: int64 */
            paused: number;
            /** Format: int64 */
            remaining: number;
            /** Format: int64 */
            overdue: number;
            /** Format: date */
            started_on: string | null;
            /** Format: date */
            due_on: string | null;
            /** Format: date-time */
            due_at: string | null;
            on_time: boolean;
            provisional: boolean;
            cells: string;
        };
        "workorder.stage": {
            state: string;
            label: string;
            /** @enum {string} */
            standing: "passed" | "present" | "ahead";
            /** Format: date-time */
            at: string | null;
            /** Format: int64 */
            pauses: number;
            /** Format: int64 */
            paused_days: number;
        };
        "workorder.step": {
            name: string;
            label: string;
            /** @enum {string} */
            tone: "primary" | "neutral" | "danger";
            enabled: boolean;
            reason: string;
            reason_args: Record<string, never> | unknown[];
        };
        problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            key: string;
            args?: {
                [key: string]: string;
            };
            field?: string;
            errors?: {
                field: string;
                key: string;
                detail: string;
                args?: {
                    [key: string]: string;
                };
            }[];
            trace?: string;
        };
    };
    responses: {
        /** @description 未通过身份验证 */
        401: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["problem"];
            };
        };
        /** @description 无权办理 */
        403: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["problem"];
            };
        };
        /** @description 未找到 */
        404: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["problem"];
            };
        };
        /** @description 与当前状态冲突 */
        409: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["problem"];
            };
        };
        /** @description 内容类型不符 */
        415: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["problem"];
            };
        };
        /** @description 填写内容有误 */
        422: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["problem"];
            };
        };
        /** @description 尝试过于频繁 */
        429: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["problem"];
            };
        };
        /** @description 系统故障 */
        500: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["problem"];
            };
        };
        /** @description 系统暂时不可用 */
        503: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["problem"];
            };
        };
    };
    parameters: {
        idempotency_key: string;
        cursor: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "account.choose_language": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["account.language.input"];
            };
        };
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "account.change_password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["account.password.input"];
            };
        };
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "account.list_sessions": {
        parameters: {
            query?: {
                cursor?: components["parameters"]["cursor"];
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["account.place"][];
                        next: string | null;
                        /** Format: int64 */
                        total?: number;
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "account.end_session": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "account.make_reset_code": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["account.code"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "audit.list_entries": {
        parameters: {
            query?: {
                person?: string;
                verb?: string;
                entity?: string;
                record?: string;
                from?: string;
                until?: string;
                cursor?: components["parameters"]["cursor"];
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["audit.entry"][];
                        next: string | null;
                        /** Format: int64 */
                        total?: number;
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "audit.view_entry": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["audit.entry_view"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "audit.view_state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["audit.state"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "organisation.list_people": {
        parameters: {
            query?: {
                unit?: string;
                q?: string;
                cursor?: components["parameters"]["cursor"];
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["organisation.person_line"][];
                        next: string | null;
                        /** Format: int64 */
                        total?: number;
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "organisation.register_people": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: components["parameters"]["idempotency_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["organisation.new_people.input"];
            };
        };
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["organisation.registered"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "organisation.view_person": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["organisation.person_view"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "organisation.list_units": {
        parameters: {
            query?: {
                parent?: string;
                q?: string;
                cursor?: components["parameters"]["cursor"];
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["organisation.unit_line"][];
                        next: string | null;
                        /** Format: int64 */
                        total?: number;
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "organisation.view_unit": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["organisation.unit_view"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "reporting.view_figure": {
        parameters: {
            query?: {
                year?: string;
            };
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["reporting.figure"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "reporting.view_records": {
        parameters: {
            query?: {
                year?: string;
                cursor?: string;
            };
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["reporting.records"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "reporting.list_reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["reporting.reports"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "reporting.view_report": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                year: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["reporting.report"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "service_centre.list_cases": {
        parameters: {
            query?: {
                state?: string;
                item?: string;
                unit?: string;
                mine?: string;
                due?: string;
                q?: string;
                sort?: "-submitted_at" | "-accepted_at" | "due_on";
                cursor?: components["parameters"]["cursor"];
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["service_centre.case_line"][];
                        next: string | null;
                        /** Format: int64 */
                        total?: number;
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "service_centre.submit_case": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: components["parameters"]["idempotency_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["service_centre.submit_case.input"];
            };
        };
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["service_centre.submitted"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "service_centre.view_case": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["service_centre.case_page"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "service_centre.accept_case": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: components["parameters"]["idempotency_key"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["service_centre.accept_case.input"];
            };
        };
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["service_centre.case_page"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "service_centre.approve_case": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: components["parameters"]["idempotency_key"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["service_centre.approve_case.input"];
            };
        };
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["service_centre.case_page"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "service_centre.finish_case": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: components["parameters"]["idempotency_key"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["service_centre.finish_case.input"];
            };
        };
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["service_centre.case_page"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "service_centre.rate_case": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: components["parameters"]["idempotency_key"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["service_centre.rate_case.input"];
            };
        };
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["service_centre.case_page"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "service_centre.refuse_case": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: components["parameters"]["idempotency_key"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["service_centre.refuse_case.input"];
            };
        };
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["service_centre.case_page"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "service_centre.reject_case": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: components["parameters"]["idempotency_key"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["service_centre.reject_case.input"];
            };
        };
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["service_centre.case_page"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "service_centre.resubmit_case": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: components["parameters"]["idempotency_key"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["service_centre.resubmit_case.input"];
            };
        };
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["service_centre.case_page"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "service_centre.return_case": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: components["parameters"]["idempotency_key"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["service_centre.return_case.input"];
            };
        };
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["service_centre.case_page"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "service_centre.view_time_line": {
        parameters: {
            query?: {
                cursor?: components["parameters"]["cursor"];
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["service_centre.entry"][];
                        next: string | null;
                        /** Format: int64 */
                        total?: number;
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "service_centre.withdraw_case": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: components["parameters"]["idempotency_key"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["service_centre.withdraw_case.input"];
            };
        };
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["service_centre.case_page"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "service_centre.list_items": {
        parameters: {
            query?: {
                cursor?: components["parameters"]["cursor"];
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["service_centre.item_line"][];
                        next: string | null;
                        /** Format: int64 */
                        total?: number;
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "service_centre.view_item": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["service_centre.item_view"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "service_centre.assign_item": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: components["parameters"]["idempotency_key"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["service_centre.assign_item.input"];
            };
        };
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["service_centre.item"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "account.view_session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["account.session"];
                };
            };
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "account.redeem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["account.redeem.input"];
            };
        };
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "account.sign_in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["account.sign_in.input"];
            };
        };
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "account.sign_out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "account.switch_post": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["account.switch_post.input"];
            };
        };
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "task.list_tasks": {
        parameters: {
            query?: {
                state?: string;
                due?: string;
                sort?: "due";
                cursor?: components["parameters"]["cursor"];
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["task.task"][];
                        next: string | null;
                        /** Format: int64 */
                        total?: number;
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "task.view_due_calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["task.due_calendar"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "task.summarise_tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["task.summary"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "task.claim_task": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: components["parameters"]["idempotency_key"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["task.task"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    "task.release_task": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: components["parameters"]["idempotency_key"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["task.task"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
}
