package io.bactrian.outbound;

import java.io.InputStream;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** An answer that has been read already, as the entity of a response that no longer needs its connection. */
final class WholeEntity extends AbstractHttpEntity {
    private final Answer answer;

    WholeEntity(Answer answer) {
        super((String) null, null);
        this.answer = answer;
    }

    @Override
    public InputStream getContent() {
        return answer;
    }

    @Override
    public long getContentLength() {
        return answer.length();
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public void close() {
        // Nothing is held: the bytes lie in a lent buffer.
    }
}
